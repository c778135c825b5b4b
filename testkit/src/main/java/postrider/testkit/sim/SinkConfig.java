package postrider.testkit.sim;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What a server of simulated mailbox providers is to be.
///
/// @param port on 127.0.0.1; 0 lets the system choose
/// @param profile whom it plays
/// @param seed with the same seed the same recipients meet the same fate
/// @param tls whether and how it speaks TLS
/// @param ledgerFile where the ledger is also written, from its beginning; null for nowhere
/// @param attemptsMax how many attempts the ledger has room for, at about 100 bytes each; beyond it
///     MAIL is refused with 452
/// @param connectionsMax over all providers; beyond it the greeting is 421
/// @param clock tells the times in the ledger, what is too early and what too fast
/// @param witness is shown what is taken
public record SinkConfig(
        int port,
        Profile profile,
        long seed,
        Tls tls,
        @Nullable Path ledgerFile,
        long attemptsMax,
        int connectionsMax,
        InstantSource clock,
        Witness witness) {
    // 2 GB of ledger, and 34 KB of buffers a connection.
    private static final long ATTEMPTS_MAX = 20_000_000;
    private static final int CONNECTIONS_MAX = 10_000;

    public SinkConfig {
        if (port < 0 || port > 65_535)
            throw new IllegalArgumentException("a port is 0 to 65535: " + port);
        if (attemptsMax < 1 || connectionsMax < 1) {
            throw new IllegalArgumentException(
                    "at least one attempt and one connection: %d, %d"
                            .formatted(attemptsMax, connectionsMax));
        }
    }

    /// On any free port, with seed 1, without TLS or a file.
    public static SinkConfig of(Profile profile) {
        return new SinkConfig(
                0,
                profile,
                1,
                Tls.NONE,
                null,
                ATTEMPTS_MAX,
                CONNECTIONS_MAX,
                InstantSource.system(),
                Witness.NOBODY);
    }

    public SinkConfig withPort(int other) {
        return new SinkConfig(
                other, profile, seed, tls, ledgerFile, attemptsMax, connectionsMax, clock, witness);
    }

    public SinkConfig withSeed(long other) {
        return new SinkConfig(
                port, profile, other, tls, ledgerFile, attemptsMax, connectionsMax, clock, witness);
    }

    public SinkConfig withTls(Tls other) {
        return new SinkConfig(
                port,
                profile,
                seed,
                other,
                ledgerFile,
                attemptsMax,
                connectionsMax,
                clock,
                witness);
    }

    public SinkConfig withLedgerFile(Path file) {
        return new SinkConfig(
                port, profile, seed, tls, file, attemptsMax, connectionsMax, clock, witness);
    }

    public SinkConfig withAttemptsMax(long max) {
        return new SinkConfig(
                port, profile, seed, tls, ledgerFile, max, connectionsMax, clock, witness);
    }

    public SinkConfig withConnectionsMax(int max) {
        return new SinkConfig(
                port, profile, seed, tls, ledgerFile, attemptsMax, max, clock, witness);
    }

    public SinkConfig withClock(InstantSource other) {
        return new SinkConfig(
                port, profile, seed, tls, ledgerFile, attemptsMax, connectionsMax, other, witness);
    }

    public SinkConfig withWitness(Witness other) {
        return new SinkConfig(
                port, profile, seed, tls, ledgerFile, attemptsMax, connectionsMax, clock, other);
    }
}

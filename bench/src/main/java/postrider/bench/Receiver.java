package postrider.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// Simulated mailbox providers that mails are sent to.
sealed interface Receiver extends AutoCloseable {
    int port();

    /// Attempts seen so far.
    long size();

    /// What came after the first `from` attempts.
    Stretch since(long from);

    /// CPU of its process so far; zero where that is not its own.
    Duration cpu();

    @Override
    void close() throws IOException;

    /// In this process.
    static Here here(SinkConfig config) throws IOException, InterruptedException {
        return new Here(SimulatedProviders.start(config));
    }

    /// In a process of its own, with a profile of [Profile#NAMES].
    ///
    /// @param heap such as `1g`: an attempt takes 100 bytes
    static Elsewhere elsewhere(String profile, String heap) throws IOException {
        var options = List.of("-XX:+UseSerialGC", "-Xmx" + heap);
        var child = Child.start(ReceiverMain.class, options, List.of(profile));
        return new Elsewhere(child, Integer.parseInt(child.answer()));
    }

    record Here(SimulatedProviders providers) implements Receiver {
        @Override
        public int port() {
            return providers.port();
        }

        @Override
        public long size() {
            return providers.ledger().size();
        }

        @Override
        public Stretch since(long from) {
            return Stretch.of(providers.ledger(), from);
        }

        @Override
        public Duration cpu() {
            return Duration.ZERO;
        }

        @Override
        public void close() throws IOException {
            providers.close();
        }
    }

    record Elsewhere(Child child, int port) implements Receiver {
        @Override
        public long size() {
            return Long.parseLong(child.ask("size"));
        }

        @Override
        public Stretch since(long from) {
            return Stretch.parse(child.ask("since " + from));
        }

        @Override
        public Duration cpu() {
            return child.cpu();
        }

        @Override
        public void close() {
            child.close();
        }
    }
}

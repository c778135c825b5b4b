package postrider.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;
import postrider.testkit.sim.Tls;

/// Plays mailbox providers until it is told to stop.
@Command(
        name = "sink",
        description = {
            "Play several mailbox providers on one SMTP port, until SIGTERM or Ctrl-C.",
            "Whose turn it is says the recipient's domain: gmail.com.test stands for gmail.com."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider sink --port 2525 --profile realistic",
            "  postrider sink --port 2525 --profile chaos --seed 7 --ledger ledger.tsv"
        })
final class SinkCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "2525",
            description = "Where to listen on 127.0.0.1; 0 for any that is free (default: 2525).")
    private int port = 2525;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "accept, realistic (default) or chaos.")
    private ProfileName profile = ProfileName.REALISTIC;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed, the same fates (default: 1).")
    private long seed = 1;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Write what was seen to this file.")
    private @Nullable Path ledger = null;

    @Option(
            names = "--tls",
            paramLabel = "HOW",
            description = "none (default), starttls or implicit.")
    private Tls tls = Tls.NONE;

    SinkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var providers = start();
        OnStop.then(() -> close(providers), Exit.DONE);
        terminal.out()
                .println("Simulated mailbox providers listen at 127.0.0.1:" + providers.port());
        return OnStop.await();
    }

    private SimulatedProviders start() throws InterruptedException {
        try {
            var config =
                    SinkConfig.of(profile.profile()).withPort(port).withSeed(seed).withTls(tls);
            return SimulatedProviders.start(
                    ledger == null ? config : config.withLedgerFile(ledger));
        } catch (IllegalArgumentException e) {
            throw CannotDo.refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CannotDo.failed(e.getMessage() + ": choose another port or ledger file");
        }
    }

    private void close(SimulatedProviders providers) {
        var seen = providers.stats().attempts();
        try {
            providers.close();
        } catch (IOException e) {
            terminal.err().println("The ledger could not be written whole: " + e.getMessage());
        }
        terminal.out()
                .println(
                        "%s attempts, %s accepted"
                                .formatted(
                                        Text.number(seen.attempts()), Text.number(seen.taken())));
    }
}

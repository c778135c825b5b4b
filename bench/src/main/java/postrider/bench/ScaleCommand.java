package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Many campaigns at once, or a large one, in 1 GB of heap.
@Command(
        name = "scale",
        description = {
            "Launch many campaigns to one stored list at once, to all mailbox providers.",
            "First one campaign alone, for comparison; and the expansion alone, nothing being sent."
        })
final class ScaleCommand implements Callable<Integer> {
    private static final double EXPANDED_PER_SECOND = 200_000;
    private static final double OF_ONE_CAMPAIGN = 1.2;
    private static final double HEAP_MB = 1024;
    private static final double MB = 1024 * 1024;
    private static final int ALONE_MAX = 100_000;

    /// Of the receiver: 10,000,000 attempts are a gigabyte.
    private static final String RECEIVER_HEAP = "4g";

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--campaigns", description = "At once (default: 100).")
    private int campaigns = 100;

    @Option(names = "--recipients", description = "Of each campaign (default: 100000).")
    private int recipients = 100_000;

    @Option(
            names = "--connections",
            description =
                    "Mails in flight of each campaign, and connections of a lane (default: 20).")
    private int connections = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        var figures =
                new Figures("scale")
                        .add("campaigns", campaigns, "")
                        .add("recipients of each", recipients, "");
        workplace.work(folder -> expandAlone(folder, figures));
        workplace.work(folder -> send(folder, figures));
        return figures.print(System.out);
    }

    private Outbox.Setup setup(int port, int people) {
        return new Outbox.Setup(port, People.OF_ALL_PROVIDERS, people, connections);
    }

    private Figures expandAlone(Path folder, Figures figures)
            throws IOException, InterruptedException {
        // Nothing is sent, so nobody listens.
        try (var sender = Sender.elsewhere(folder, "", setup(1, recipients))) {
            var expanded = sender.expand(campaigns);
            return figures.atLeast(
                            "expanded alone /s",
                            expanded.total() / (expanded.expandedNanos() / 1e9),
                            "",
                            EXPANDED_PER_SECOND)
                    .add("expansion cpu us", expanded.cpuNanos() / 1e3 / expanded.total(), "");
        }
    }

    private Figures send(Path folder, Figures figures) throws IOException, InterruptedException {
        try (var receiver = Receiver.elsewhere("accept", RECEIVER_HEAP)) {
            var alone = alone(folder.resolve("alone"), receiver.port());
            try (var sender =
                    Sender.elsewhere(
                            folder.resolve("many"), "", setup(receiver.port(), recipients))) {
                var from = receiver.size();
                var sent = sender.send(campaigns);
                var seen = receiver.since(from);
                return judge(figures, alone, sent, seen, sender.memory());
            }
        }
    }

    /// One campaign after another of the same size that warmed up.
    private Outbox.Sent alone(Path folder, int port) throws IOException, InterruptedException {
        try (var sender =
                Sender.elsewhere(folder, "", setup(port, Math.min(ALONE_MAX, recipients)))) {
            sender.send(1);
            return sender.send(1);
        }
    }

    private Figures judge(
            Figures figures,
            Outbox.Sent alone,
            Outbox.Sent sent,
            Stretch seen,
            Sender.Memory memory) {
        var whole = (double) campaigns * recipients;
        var cpuAlone = alone.cpuNanos() / 1e3 / alone.total();
        var cpu = sent.cpuNanos() / 1e3 / sent.total();
        return figures.exactly("delivered", sent.delivered(), "", whole)
                .exactly("accepted by the receiver", seen.accepted(), "", whole)
                .add("messages/s", seen.accepted() / seen.secondsFrom(sent.launchedMicros()), "")
                .add("seconds", sent.endedNanos() / 1e9, "")
                .add("expanded while sending /s", whole / (sent.expandedNanos() / 1e9), "")
                .add("cpu us/message, one campaign", cpuAlone, "")
                .add("cpu us/message, all", cpu, "")
                .atMost("cpu, of one campaign", cpu / cpuAlone, "x", OF_ONE_CAMPAIGN)
                .atMost("heap peak", memory.heapPeak() / MB, "MB", HEAP_MB)
                .add("resident peak", memory.residentPeak() / MB, "MB");
    }
}

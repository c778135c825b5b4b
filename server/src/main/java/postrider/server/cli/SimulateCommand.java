package postrider.server.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.Rate;
import postrider.lane.ShapingProfile;
import postrider.server.Engines;
import postrider.server.ProviderFacts;

/// Plays days of sending in moments.
@Command(
        name = "simulate",
        description = {
            "Play days of sending in moments, by the decisions that real sending takes.",
            "Mailbox providers are simulated, with limits that the sender is not told.",
            "The same options have the same output."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider simulate",
            "  postrider simulate --messages 5000000 --days 30 --sources 2 --young 2",
            "  postrider simulate --messages 100000000 --nodes 100 --json"
        })
final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final LongSupplier nanoTime;

    @Mixin private final Options options = new Options();

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "Messages in all, 1 to 1,000,000,000 (default: 1000000).")
    private long messages = 1_000_000;

    @Option(
            names = "--campaigns",
            paramLabel = "C",
            description =
                    "Campaigns, 1 to 1,000 (default: 10); they begin evenly over all days but the last.")
    private int campaigns = 10;

    @Option(
            names = "--days",
            paramLabel = "D",
            description = "Days to play, 1 to 365 (default: 2); then the send windows are over.")
    private int days = 2;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Nodes that share the messages, 1 to 1,000 (default: 1).")
    private int nodes = 1;

    @Option(
            names = "--sources",
            paramLabel = "S",
            description = "Source addresses of each node, 1 to 100 (default: 2).")
    private int sources = 2;

    @Option(
            names = "--young",
            paramLabel = "Y",
            description =
                    "Of these, those that are new and warm up, by the default curve (default: 0).")
    private int young = 0;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "At most so many starts a second for each campaign on each node.")
    private double rate = Double.POSITIVE_INFINITY;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Another seed, other limits and fates (default: 1).")
    private long seed = 1;

    @Option(names = "--json", description = "Write the report as JSON.")
    private boolean json = false;

    SimulateCommand(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws InterruptedException {
        check(messages, 1_000_000_000, "--messages");
        check(campaigns, 1_000, "--campaigns");
        check(days, 365, "--days");
        check(nodes, 1_000, "--nodes");
        check(sources, 100, "--sources");
        if (young < 0 || young > sources) throw CannotDo.refused("--young is 0 to --sources");
        if (!(rate > 0)) throw CannotDo.refused("--rate is above 0");
        var plan =
                new Fleet.Plan(
                        messages, campaigns, days, nodes, sources, young, new Rate(rate), seed);
        var began = nanoTime.getAsLong();
        var report = new Fleet(plan, profiles()).run();
        var took = Duration.ofNanos(nanoTime.getAsLong() - began);
        show(report, took);
        return report.addsUp() ? Exit.DONE : Exit.FAILED;
    }

    private static void check(long number, long most, String option) {
        if (number < 1 || number > most)
            throw CannotDo.refused("%s is 1 to %s".formatted(option, Text.number(most)));
    }

    private List<ShapingProfile> profiles() {
        try {
            return ProviderFacts.of(options.read(terminal, Map.of()).config()).profiles().all();
        } catch (Engines.CannotStart e) {
            throw CannotDo.refused(String.valueOf(e.getMessage()));
        }
    }

    /// How long it took is no part of the result: the same options have the same output.
    private void show(FleetReport report, Duration took) {
        if (json) terminal.out().println(report.json().toPrettyString());
        else report.lines(terminal.width()).forEach(terminal.out()::println);
        if (!report.addsUp())
            terminal.out().println("THIS DOES NOT ADD UP: some messages are not accounted for.");
        terminal.err()
                .println(
                        "played in %s: %s messages a second"
                                .formatted(
                                        Text.duration(took),
                                        Text.rate(
                                                messages
                                                        / Math.max(0.001, took.toMillis() / 1e3))));
    }
}

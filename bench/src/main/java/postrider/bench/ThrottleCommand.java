package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.Rate;
import postrider.campaign.ThrottleRules;
import postrider.message.Status;
import postrider.testkit.sim.Ledger;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SinkConfig;

/// Whether limits are kept, and used.
@Command(
        name = "throttle",
        description = "Send a campaign with per_mx_rps 200 and global_rps 500 to three providers.")
final class ThrottleCommand implements Callable<Integer> {
    private static final double PER_PROVIDER = 200;
    private static final double GLOBAL = 500;
    private static final double BURST = 1.1;
    private static final double USE = 0.95;
    private static final int CONNECTIONS = 20;

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--recipients", description = "Of the campaign (default: 100000).")
    private int recipients = 100_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        return workplace.work(this::run);
    }

    private int run(Path folder) throws IOException, InterruptedException {
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                var postroom = Postroom.open(folder, "")) {
            postroom.route("bench", receiver.port(), CONNECTIONS);
            var list = postroom.upload(People.OF_THREE_PROVIDERS.stream(recipients));
            var rules =
                    new ThrottleRules(
                            Rate.perSecond(GLOBAL),
                            Rate.perSecond(PER_PROVIDER),
                            Rate.UNLIMITED,
                            ThrottleRules.CONCURRENCY_MAX);
            var plan = Postroom.with(postroom.plan(list, postroom.template(), "bench"), rules);
            var campaign = postroom.create(plan);
            postroom.schedule(campaign);
            var counters = postroom.awaitEnd(campaign);
            var figures =
                    new Figures("throttle")
                            .exactly("delivered", counters.of(Status.DELIVERED), "", recipients);
            judgeStarts(Starts.of(postroom, campaign), figures);
            judgeLedger(receiver.providers().ledger(), figures);
            return figures.print(System.out);
        }
    }

    private static void judgeStarts(Starts starts, Figures figures) {
        figures.atMost("intents in a second", Starts.peak(starts.all()), "", GLOBAL * BURST);
        starts.byProvider()
                .forEach((provider, times) ->
                        figures.atMost(
                                "intents in a second, " + provider,
                                Starts.peak(times),
                                "",
                                PER_PROVIDER * BURST));
        figures.atLeast("use of the rate", starts.use(GLOBAL, PER_PROVIDER), "", USE);
    }

    private static void judgeLedger(Ledger ledger, Figures figures) {
        var moment = Ledger.Moment.DOT;
        figures.atMost("mails in a second", ledger.peakPerSecond(moment), "", GLOBAL * BURST);
        for (var provider : ledger.providers())
            figures.atMost(
                    "mails in a second, " + provider,
                    ledger.peakPerSecond(moment, provider),
                    "",
                    PER_PROVIDER * BURST);
    }
}

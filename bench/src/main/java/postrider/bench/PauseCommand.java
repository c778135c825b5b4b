package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.CampaignId;
import postrider.campaign.Rate;
import postrider.campaign.ThrottleRules;
import postrider.message.Status;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SinkConfig;

/// Whether pausing and cancelling stop a campaign, and resuming sends exactly the rest.
@Command(name = "pause", description = "Pause and resume a campaign under way, and cancel another.")
final class PauseCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 20;
    private static final double GRACE_MS = 1_000;
    private static final long UNDER_WAY_SECONDS = 5;
    private static final long LOOK_ON_SECONDS = 5;
    private static final long LOOK_MS = 50;

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--recipients", description = "Of each campaign (default: 100000).")
    private int recipients = 100_000;

    @Option(names = "--rate", description = "Messages a second (default: 2000).")
    private int rate = 2_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        var figures = new Figures("pause");
        workplace.work(folder -> pause(folder, figures));
        workplace.work(folder -> cancel(folder, figures));
        return figures.print(System.out);
    }

    private Figures pause(Path folder, Figures figures) throws IOException, InterruptedException {
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                var postroom = Postroom.open(folder, "")) {
            var campaign = launch(postroom, receiver.port());
            postroom.pause(campaign);
            var paused = Instant.now().toEpochMilli();
            TimeUnit.SECONDS.sleep(LOOK_ON_SECONDS);
            var before = Starts.of(postroom, campaign);
            figures.add("started before pause", before.all().length, "")
                    .atMost("last start after pause", before.last() - paused, "ms", GRACE_MS);
            postroom.resume(campaign);
            var counters = postroom.awaitEnd(campaign);
            var ledger = receiver.providers().ledger();
            return figures.exactly("delivered", counters.of(Status.DELIVERED), "", recipients)
                    .exactly("accepted", ledger.counts().taken(), "", recipients)
                    .exactly("accepted twice", ledger.acceptedMoreThanOnce().size(), "", 0);
        }
    }

    private Figures cancel(Path folder, Figures figures) throws IOException, InterruptedException {
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                var postroom = Postroom.open(folder, "")) {
            var campaign = launch(postroom, receiver.port());
            postroom.cancel(campaign);
            var cancelled = Instant.now().toEpochMilli();
            while (postroom.report(campaign).counters().open() > 0)
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            var starts = Starts.of(postroom, campaign);
            var counters = postroom.report(campaign).counters();
            return figures.add("started before cancel", starts.all().length, "")
                    .atMost("last start after cancel", starts.last() - cancelled, "ms", GRACE_MS)
                    .exactly(
                            "dropped or started",
                            counters.of(Status.DROPPED) + starts.all().length,
                            "",
                            recipients);
        }
    }

    private CampaignId launch(Postroom postroom, int port) throws InterruptedException {
        postroom.route("bench", port, CONNECTIONS);
        var list = postroom.upload(People.OF_ALL_PROVIDERS.stream(recipients));
        var rules =
                new ThrottleRules(
                        Rate.perSecond(rate),
                        Rate.UNLIMITED,
                        Rate.UNLIMITED,
                        ThrottleRules.CONCURRENCY_MAX);
        var plan = Postroom.with(postroom.plan(list, postroom.template(), "bench"), rules);
        var campaign = postroom.create(plan);
        postroom.schedule(campaign);
        TimeUnit.SECONDS.sleep(UNDER_WAY_SECONDS);
        return campaign;
    }
}

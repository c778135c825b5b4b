package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.CampaignId;
import postrider.campaign.Rate;
import postrider.campaign.ThrottleRules;
import postrider.message.Event;
import postrider.message.Status;
import postrider.pacing.Breaker;
import postrider.report.MessageRow;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SinkConfig;

/// What a route that dies under way does to its campaign.
@Command(
        name = "failover",
        description = {
            "Send a campaign by two routes of which one dies under way and recovers 12 seconds",
            "later, once in each of four ways."
        })
final class FailoverCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 10;
    private static final int TIMEOUT_SECONDS = 2;
    private static final long OUTAGE_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final double SHIFT_SECONDS = 10;

    /// One on each connection, and one that was announced behind it.
    private static final int UNDER_WAY = 2 * CONNECTIONS;

    /// Those that found out whether the route was well again: after 5 s, and after 10 s more.
    private static final int PROBES = 2;

    private static final int USED_AGAIN = 100;
    private static final long LOOK_MS = 10;

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--messages", description = "Of each campaign (default: 100000).")
    private int messages = 100_000;

    @Option(names = "--rate", description = "Messages a second (default: 2500).")
    private int rate = 2_500;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        var figures = new Figures("failover");
        for (var death : MortalHost.Death.values())
            workplace.work(folder -> run(folder, death, figures));
        return figures.print(System.out);
    }

    private Figures run(Path folder, MortalHost.Death death, Figures figures)
            throws IOException, InterruptedException {
        try (var well = Receiver.here(SinkConfig.of(Profile.accept()));
                var dying = MortalHost.start();
                var postroom = Postroom.open(folder, "")) {
            var options = "&timeout=" + TIMEOUT_SECONDS;
            postroom.route("dying", dying.port(), CONNECTIONS, options);
            postroom.route("well", well.port(), CONNECTIONS, options);
            var id = launch(postroom);
            while (dying.accepted() < messages / 10 || well.size() < messages / 10)
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            var died = System.nanoTime();
            dying.die(death);
            var shifted = secondsToShift(well, died);
            while (System.nanoTime() - died < OUTAGE_NANOS) TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            var before = dying.accepted();
            dying.recover(death);
            var _ = postroom.awaitEnd(id);
            figures.atMost(death.text() + ": shifted after", shifted, "s", SHIFT_SECONDS)
                    .atLeast(
                            death.text() + ": taken after it recovered",
                            dying.accepted() - before,
                            "",
                            USED_AGAIN);
            return judge(postroom, id, death.text(), figures);
        }
    }

    private CampaignId launch(Postroom postroom) {
        var list = postroom.upload(People.OF_ONE_PROVIDER.stream(messages));
        var rules =
                new ThrottleRules(
                        Rate.perSecond(rate),
                        Rate.UNLIMITED,
                        Rate.UNLIMITED,
                        ThrottleRules.CONCURRENCY_MAX);
        var plan = postroom.plan(list, postroom.template(), "dying", "well");
        var id = postroom.create(Postroom.with(plan, rules));
        postroom.schedule(id);
        return id;
    }

    /// Until the other route carries the whole campaign for half a second: nine tenths of its rate.
    private double secondsToShift(Receiver well, long died) throws InterruptedException {
        while (System.nanoTime() - died < OUTAGE_NANOS) {
            var began = System.nanoTime();
            var before = well.size();
            TimeUnit.MILLISECONDS.sleep(500);
            var seconds = (System.nanoTime() - began) / 1e9;
            if (well.size() - before >= 0.9 * rate * seconds) return (began - died) / 1e9;
        }
        return OUTAGE_NANOS / 1e9;
    }

    private Figures judge(Postroom postroom, CampaignId id, String name, Figures figures) {
        var counters = postroom.report(id).counters();
        var tally = new Tally();
        Starts.forEach(postroom, id, row -> tally.add(postroom, id, row));
        return figures.exactly(name + ": delivered", counters.of(Status.DELIVERED), "", messages)
                .atMost(
                        name + ": begun more than once",
                        tally.again,
                        "",
                        Breaker.TOUCHED_MAX + UNDER_WAY + PROBES)
                .atMost(name + ": once UNCERTAIN", tally.uncertain, "", CONNECTIONS)
                .exactly(name + ": charged an attempt", tally.charged, "", 0);
    }

    /// What the outage did to messages.
    private static final class Tally {
        private int again;
        private int uncertain;
        private int charged;

        void add(Postroom postroom, CampaignId id, MessageRow row) {
            if (row.attempts() < 2) return;
            again++;
            if (row.possibleDouble()) uncertain++;
            var campaign = postroom.find(id);
            var history = postroom.engine().reports().message(campaign, row.id()).orElseThrow();
            if (history.events().stream().anyMatch(Tally::isCharged)) charged++;
        }

        private static boolean isCharged(Event event) {
            return event instanceof Event.Result result
                    && result.status() == Status.DEFERRED
                    && !result.isFree();
        }
    }
}

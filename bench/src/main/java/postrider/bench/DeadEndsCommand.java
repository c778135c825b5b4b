package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.CampaignId;
import postrider.message.Status;
import postrider.testkit.sim.DeadEnd;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SinkConfig;

/// Whether hosts that are of no use hold up the others.
@Command(
        name = "deadends",
        description = {
            "Time a campaign to three providers that are well, alone and beside campaigns to hosts",
            "that are dead, each in a way of its own."
        })
final class DeadEndsCommand implements Callable<Integer> {
    /// Messages a second to each provider that is well.
    private static final int RATE = 180;

    private static final int CONNECTIONS = 20;
    private static final double BESIDE = 1.1;
    private static final String OPTIONS = "&timeout=5";
    private static final long LOOK_MS = 50;
    private static final String LIMITS =
            """
            limits:
              google: {rate: %1$d}
              yahoo: {rate: %1$d}
              outlook: {rate: %1$d}
            """
                    .formatted(RATE);

    @Mixin private Workplace workplace = new Workplace();

    @Option(
            names = "--well",
            description = "Recipients of the three providers that are well (default: 15000).")
    private int well = 15_000;

    @Option(
            names = "--dead",
            description = "Recipients at each host that is of no use (default: 10000).")
    private int dead = 10_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        // The first one pays for the start of everything.
        workplace.work(this::alone);
        var alone = workplace.work(this::alone);
        var figures = new Figures("deadends").add("alone", alone, "s");
        return workplace.work(folder -> beside(folder, alone, figures)).print(System.out);
    }

    private double alone(Path folder) throws IOException, InterruptedException {
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                var postroom = open(folder, receiver)) {
            return secondsOf(postroom, campaign(postroom));
        }
    }

    private Figures beside(Path folder, double alone, Figures figures)
            throws IOException, InterruptedException {
        var ends = new EnumMap<DeadEnd.Way, DeadEnd>(DeadEnd.Way.class);
        for (var way : DeadEnd.Way.values()) ends.put(way, DeadEnd.open(way));
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                var postroom = open(folder, receiver)) {
            var others = launch(postroom, ends);
            var seconds = secondsOf(postroom, campaign(postroom));
            figures.atMost("beside dead ends", seconds / alone, "x", BESIDE);
            var lost = 0L;
            for (var id : others) {
                lost += failed(postroom, id);
                // Nothing more of it is wanted; closing need not wait.
                postroom.cancel(id);
            }
            figures.exactly("given up by the fault of a host", lost, "", 0);
            ends.forEach((way, end) ->
                    figures.atMost(
                            "connections at once, " + name(way),
                            end.connectionsMost(),
                            "",
                            CONNECTIONS));
            return figures;
        } finally {
            for (var end : ends.values()) end.close();
        }
    }

    private List<CampaignId> launch(Postroom postroom, Map<DeadEnd.Way, DeadEnd> ends)
            throws InterruptedException {
        var ids = new ArrayList<CampaignId>();
        ends.forEach((way, end) -> {
            var name = name(way);
            postroom.route(name, end.port(), CONNECTIONS, OPTIONS);
            var list = postroom.upload(People.at(name + ".test", "r", dead));
            ids.add(postroom.create(postroom.plan(list, postroom.template(), name)));
        });
        ids.forEach(postroom::schedule);
        for (var id : ids)
            while (!postroom.report(id).expansion().complete())
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        return ids;
    }

    private static String name(DeadEnd.Way way) {
        return way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long failed(Postroom postroom, CampaignId id) {
        var counters = postroom.report(id).counters();
        return counters.of(Status.BOUNCED) + counters.of(Status.BLOCKED);
    }

    private static Postroom open(Path folder, Receiver receiver) {
        var postroom = Postroom.open(folder, LIMITS);
        postroom.route("well", receiver.port(), CONNECTIONS);
        return postroom;
    }

    private CampaignId campaign(Postroom postroom) {
        var list = postroom.upload(People.OF_THREE_PROVIDERS.stream(well));
        return postroom.create(postroom.plan(list, postroom.template(), "well"));
    }

    private static double secondsOf(Postroom postroom, CampaignId id) throws InterruptedException {
        var began = System.nanoTime();
        postroom.schedule(id);
        var _ = postroom.awaitEnd(id);
        return (System.nanoTime() - began) / 1e9;
    }
}

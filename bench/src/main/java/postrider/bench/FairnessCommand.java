package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.CampaignId;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Odds;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SinkConfig;

/// Whether a campaign holds up another.
@Command(
        name = "fairness",
        description = {
            "Time a small campaign alone, beside a large one to another provider that is slow or",
            "refuses, and in one lane with a large one; and hold two equal ones against each other."
        })
final class FairnessCommand implements Callable<Integer> {
    /// Messages a second to the small campaign's provider: the small one alone takes 28 s.
    private static final int RATE = 180;

    private static final int CONNECTIONS = 20;
    private static final double OTHER_LANE = 1.2;
    private static final double SAME_LANE = 1.1;
    private static final double EQUAL = 0.9;
    private static final long LOOK_MS = 50;
    private static final String LIMITS =
            """
            limits:
              google:
                rate: %d
            """
                    .formatted(RATE);

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--small", description = "Recipients of the small campaign (default: 5000).")
    private int small = 5_000;

    @Option(names = "--large", description = "Recipients of the large campaign (default: 100000).")
    private int large = 100_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        var slow = Behaviour.ACCEPTS.withReply(Duration.ofSeconds(2), Duration.ofSeconds(2));
        var refusing = Behaviour.ACCEPTS.withOdds(Odds.shut(1));
        // The first one pays for the start of everything.
        workplace.work(this::alone);
        var alone = workplace.work(this::alone);
        var figures = new Figures("fairness").add("alone", alone, "s");
        figures.atMost("beside a slow provider", besides(slow) / alone, "x", OTHER_LANE)
                .atMost("beside a refusing provider", besides(refusing) / alone, "x", OTHER_LANE)
                .atMost("in one lane, of its fair share", inOneLane() / (2 * alone), "x", SAME_LANE)
                .atLeast("of two equal ones, the later", workplace.work(this::equal), "", EQUAL);
        return figures.print(System.out);
    }

    private double alone(Path folder) throws IOException, InterruptedException {
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                var postroom = open(folder, receiver)) {
            return secondsOf(postroom, create(postroom, People.OF_ONE_PROVIDER, small));
        }
    }

    private double besides(Behaviour behaviour) throws IOException, InterruptedException {
        return workplace.work(folder -> {
            var profile = Profile.accept().with("yahoo", behaviour);
            try (var receiver = Receiver.here(SinkConfig.of(profile));
                    var postroom = open(folder, receiver)) {
                var other = create(postroom, People.OF_ANOTHER_PROVIDER, large);
                var own = create(postroom, People.OF_ONE_PROVIDER, small);
                return secondsBeside(postroom, other, own);
            }
        });
    }

    private double inOneLane() throws IOException, InterruptedException {
        return workplace.work(folder -> {
            try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                    var postroom = open(folder, receiver)) {
                var other = create(postroom, People.OF_ONE_PROVIDER, large);
                var own = create(postroom, People.OF_ONE_PROVIDER, small);
                return secondsBeside(postroom, other, own);
            }
        });
    }

    private static double secondsBeside(Postroom postroom, CampaignId other, CampaignId own)
            throws InterruptedException {
        postroom.schedule(other);
        while (!postroom.report(other).expansion().complete()) TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        var seconds = secondsOf(postroom, own);
        // Nothing more of it is wanted; closing need not wait.
        postroom.cancel(other);
        return seconds;
    }

    /// How much of one campaign was settled when the other, as large as it, was done.
    private double equal(Path folder) throws IOException, InterruptedException {
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                var postroom = open(folder, receiver)) {
            var one = create(postroom, People.OF_ONE_PROVIDER, small);
            var two = create(postroom, People.OF_ONE_PROVIDER, small);
            postroom.schedule(one);
            postroom.schedule(two);
            while (true) {
                var settledOfOne = settled(postroom, one);
                var settledOfTwo = settled(postroom, two);
                if (Math.max(settledOfOne, settledOfTwo) >= small)
                    return Math.min(settledOfOne, settledOfTwo) / (double) small;
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        }
    }

    private static long settled(Postroom postroom, CampaignId id) {
        var counters = postroom.report(id).counters();
        return counters.total() - counters.open();
    }

    private static Postroom open(Path folder, Receiver receiver) {
        var postroom = Postroom.open(folder, LIMITS);
        postroom.route("bench", receiver.port(), CONNECTIONS);
        return postroom;
    }

    private static CampaignId create(Postroom postroom, People people, int count) {
        var list = postroom.upload(people.stream(count));
        return postroom.create(postroom.plan(list, postroom.template(), "bench"));
    }

    private static double secondsOf(Postroom postroom, CampaignId id) throws InterruptedException {
        var began = System.nanoTime();
        postroom.schedule(id);
        var _ = postroom.awaitEnd(id);
        return (System.nanoTime() - began) / 1e9;
    }
}

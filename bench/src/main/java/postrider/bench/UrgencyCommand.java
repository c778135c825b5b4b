package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.testkit.sim.Ledger;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SamplePerson;
import postrider.testkit.sim.SinkConfig;

/// How long a small campaign waits behind a huge one of the same lane.
@Command(
        name = "urgency",
        description = {
            "Queue a campaign to one provider that takes 100 messages a second, then launch small",
            "ones, one after another, and time each of their messages."
        })
final class UrgencyCommand implements Callable<Integer> {
    private static final int RATE = 100;
    private static final int CONNECTIONS = 20;
    private static final int SMALL = 10;
    private static final double SECONDS = 2;
    private static final long LOOK_MS = 2;
    private static final String DOMAIN = "gmail.com.test";
    private static final String LIMITS = "limits: {google: {rate: %d}}%n".formatted(RATE);

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--messages", description = "Queued at first (default: 1000000).")
    private int messages = 1_000_000;

    @Option(names = "--campaigns", description = "Small ones, of ten messages (default: 20).")
    private int campaigns = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        return workplace.work(this::run);
    }

    private int run(Path folder) throws IOException, InterruptedException {
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()));
                var postroom = Postroom.open(folder, LIMITS)) {
            postroom.route("bench", receiver.port(), CONNECTIONS);
            var large = create(postroom, People.OF_ONE_PROVIDER.stream(messages));
            postroom.schedule(large);
            while (!postroom.report(large).expansion().complete() || receiver.size() < RATE)
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            var waits = new Waits[campaigns];
            for (int i = 0; i < campaigns; i++)
                waits[i] = launch(postroom, receiver.providers().ledger(), "urgent" + i + "-");
            var left = postroom.report(large).counters().open();
            postroom.cancel(large);
            return figures(waits, left).print(System.out);
        }
    }

    private Figures figures(Waits[] waits, long left) {
        var running = sorted(Arrays.stream(waits).flatMapToLong(w -> Arrays.stream(w.running())));
        var asked = sorted(Arrays.stream(waits).flatMapToLong(w -> Arrays.stream(w.asked())));
        return new Figures("urgency")
                .add("queued behind", left, "")
                .exactly("messages", running.length, "", campaigns * SMALL)
                .add("half of them waited, from RUNNING", seconds(running, 0.5), "s")
                .atMost("99 % waited, from RUNNING", seconds(running, 0.99), "s", SECONDS)
                .add("half of them waited, from schedule", seconds(asked, 0.5), "s")
                .add("99 % waited, from schedule", seconds(asked, 0.99), "s")
                .add("the longest waited, from schedule", seconds(asked, 1), "s");
    }

    /// How long each message of a small campaign waited for its MAIL, in microseconds.
    ///
    /// @param running from when the campaign was seen to run
    /// @param asked from the call that scheduled it
    private record Waits(long[] running, long[] asked) {}

    private Waits launch(Postroom postroom, Ledger ledger, String prefix)
            throws InterruptedException {
        var id = create(postroom, People.at(DOMAIN, prefix, SMALL));
        var from = ledger.size();
        var asked = nowMicros();
        postroom.schedule(id);
        while (isWaiting(postroom, id)) TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        var running = nowMicros();
        var _ = postroom.awaitEnd(id);
        var mails =
                ledger.entries()
                        .skip(from)
                        .filter(entry -> entry.recipient().startsWith(prefix))
                        // An envelope that was announced and taken back came to nothing.
                        .filter(entry -> entry.verdict().isAccepted())
                        .mapToLong(entry -> entry.mailMicros())
                        .toArray();
        return new Waits(since(running, mails), since(asked, mails));
    }

    private static boolean isWaiting(Postroom postroom, CampaignId id) {
        return postroom.find(id).state() == CampaignState.SCHEDULED;
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /// What came before it was seen did not wait.
    private static long[] since(long micros, long[] mails) {
        return Arrays.stream(mails).map(mail -> Math.max(0, mail - micros)).toArray();
    }

    private static long[] sorted(LongStream micros) {
        return micros.sorted().toArray();
    }

    private static double seconds(long[] sorted, double share) {
        if (sorted.length == 0) return 0;
        var rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(1, rank) - 1] / 1e6;
    }

    private static CampaignId create(Postroom postroom, Stream<SamplePerson> people) {
        var list = postroom.upload(people);
        return postroom.create(postroom.plan(list, postroom.template(), "bench"));
    }
}

package postrider.testkit.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.RetrySchedule;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.lane.Lane;
import postrider.message.Event;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.SealedBlock;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.message.Status;

/// What the contracts' tests put into ports.
final class Samples {
    static final Instant NOW = Instant.parse("2025-12-01T10:00:00.123Z");
    static final long NOW_MS = NOW.toEpochMilli();
    static final Lane LANE = new Lane("google");

    private static final long IDS = 1L << 50;

    private Samples() {}

    static CampaignId campaign() {
        return new CampaignId(1 + ThreadLocalRandom.current().nextLong(IDS));
    }

    static ProjectId project() {
        return new ProjectId(1 + ThreadLocalRandom.current().nextLong(IDS));
    }

    static CampaignPlan plan(String name) {
        return new CampaignPlan(
                name,
                "marketing@example.com",
                "Märketing",
                Optional.of("answers@example.com"),
                "Black Friday, {{ first_name }}!",
                new TemplateId(123),
                new ListId(987),
                Optional.empty(),
                ThrottleRules.NONE,
                RetrySchedule.DEFAULT,
                OnUncertain.RESEND,
                CampaignPlan.Tracking.OFF,
                List.of("relay"),
                GuardRules.INHERITED,
                Optional.empty());
    }

    static Shard shard(CampaignId campaign, int number, int size) {
        return new Shard(new ShardId(campaign, number), LANE, size);
    }

    static NewShard stored(CampaignId campaign, int number, int size) {
        return new NewShard(
                shard(campaign, number, size),
                new SealedBlock(1, new byte[] {1, 2, (byte) number, 0, -1}));
    }

    static List<NewShard> stored(CampaignId campaign, int from, int to, int size) {
        var shards = new ArrayList<NewShard>();
        for (int number = from; number < to; number++) shards.add(stored(campaign, number, size));
        return shards;
    }

    static Event intent(int index, int attempt) {
        return new Event.Intent(index, attempt, NOW_MS, 1);
    }

    static Event result(int index, int attempt, Status status) {
        return new Event.Result(
                index,
                attempt,
                NOW_MS + 40,
                status,
                Reason.NONE,
                false,
                new Reply(250, "2.0.0", "OK " + index),
                0,
                1);
    }

    /// What may happen to a shard, and much that may not: the fold must not mind.
    static List<Event> events(RandomGenerator random, int size, int count) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < count; i++) events.add(event(random, size));
        if (random.nextInt(4) == 0) events.add(new Event.Closed(NOW_MS, Reason.CANCELLED));
        return events;
    }

    private static Event event(RandomGenerator random, int size) {
        var index = random.nextInt(size);
        var attempt = 1 + random.nextInt(3);
        // Few distinct times, so that ties come up.
        var at = NOW_MS + random.nextInt(4);
        if (random.nextInt(6) == 0) return fact(index, at, random);
        if (random.nextInt(6) == 0) return report(random, index, at);
        if (random.nextInt(3) == 0) return new Event.Intent(index, attempt, at, random.nextInt(3));
        var status = Status.of(1 + random.nextInt(Status.values().length - 1));
        return new Event.Result(
                index,
                attempt,
                at,
                status,
                Reason.of(random.nextInt(Reason.values().length)),
                random.nextBoolean(),
                new Reply(450, "4.2.0", "wait " + random.nextInt(100)),
                random.nextBoolean() ? at + 60_000L * (1 + random.nextInt(2)) : 0,
                random.nextInt(3));
    }

    private static Event report(RandomGenerator random, int index, long at) {
        var statuses = List.of(Status.DEFERRED, Status.DELIVERED, Status.BLOCKED, Status.BOUNCED);
        return new Event.Report(
                index,
                at,
                statuses.get(random.nextInt(statuses.size())),
                Reason.of(random.nextInt(Reason.values().length)),
                random.nextBoolean(),
                new Reply(550, "5.1.1", "nobody " + random.nextInt(100)));
    }

    /// Runs the same so many times at once.
    static <T> List<T> together(int times, Callable<T> task) throws Exception {
        return together(Collections.nCopies(times, task));
    }

    /// Runs all at once, each on a thread of its own, and waits for them.
    static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (Future<T> done : threads.invokeAll(tasks)) answers.add(done.get());
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("one of the threads failed", e.getCause());
        }
    }

    private static Event.Fact fact(int index, long at, RandomGenerator random) {
        var kind = Event.Fact.Kind.of(random.nextInt(Event.Fact.Kind.values().length));
        return new Event.Fact(index, at, kind, kind.isOfLink() ? random.nextInt(300) : 0);
    }
}

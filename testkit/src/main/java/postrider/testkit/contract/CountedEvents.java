package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.NOW_MS;
import static postrider.testkit.contract.Samples.events;
import static postrider.testkit.contract.Samples.intent;
import static postrider.testkit.contract.Samples.result;
import static postrider.testkit.contract.Samples.stored;
import static postrider.testkit.contract.Samples.together;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageReader;
import postrider.message.MessageStore.Appended;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.ShardFold;
import postrider.message.ShardId;
import postrider.message.Status;

/// What a store promises of its counters: they are what the fold says, in any order, with doubles, and
/// at every moment while many append.
interface CountedEvents extends StoreUnderTest {
    @Test
    default void countsWhatTheFoldSays() {
        var ports = ports();
        var shard = oneShard(ports, 6);
        append(
                ports,
                shard,
                1,
                1,
                intent(0, 1),
                result(0, 1, Status.DELIVERED),
                intent(1, 1),
                result(1, 1, Status.UNCERTAIN),
                intent(2, 1),
                result(3, 1, Status.DEFERRED));
        append(ports, shard, 1, 2, new Event.Closed(NOW_MS, Reason.CANCELLED));

        var counters = ports.reader().count(shard.campaign());

        assertThat(counters.of(Status.DELIVERED)).isEqualTo(1);
        assertThat(counters.of(Status.UNCERTAIN)).isEqualTo(1);
        assertThat(counters.of(Status.DROPPED)).isEqualTo(4);
        assertThat(counters.total()).isEqualTo(6);
        assertThat(counters.inFlight()).isEqualTo(1);
        assertThat(counters.everUncertain()).isEqualTo(1);
    }

    @Test
    default void countsWhatCameBackBesideTheStatuses() {
        var ports = ports();
        var shard = oneShard(ports, 4);
        append(ports, shard, 1, 1, result(0, 1, Status.DELIVERED), result(1, 1, Status.DELIVERED));
        var bounced =
                new Event.Report(
                        0, NOW_MS, Status.BOUNCED, Reason.UNKNOWN_RECIPIENT, true, Reply.NONE);
        var complained = new Event.Fact(1, NOW_MS, Event.Fact.Kind.COMPLAINED);
        var unsubscribed = new Event.Fact(1, NOW_MS, Event.Fact.Kind.UNSUBSCRIBED);

        append(ports, shard, EventBatch.NO_EPOCH, Long.MAX_VALUE, bounced);
        append(ports, shard, EventBatch.NO_EPOCH, Long.MAX_VALUE, bounced);
        append(ports, shard, EventBatch.NO_EPOCH, 1L << 62, complained, unsubscribed);
        ports.store().pack(shard);
        append(ports, shard, EventBatch.NO_EPOCH, (1L << 62) + 1, complained);

        var counters = ports.reader().count(shard.campaign());
        assertThat(counters.feedback()).isEqualTo(new Counters.Feedback(1, 1, 1));
        assertThat(counters.of(Status.BOUNCED)).isEqualTo(1);
        assertThat(counters.of(Status.DELIVERED)).isEqualTo(1);
        assertThat(counters.total()).isEqualTo(4);
    }

    @Test
    default void countsACampaignAsTheSumOfItsShardsAndNothingElse() {
        var ports = ports();
        var campaign = freshCampaign();
        var other = freshCampaign();
        ports.store().put(stored(campaign, 0, 3, 10));
        ports.store().put(stored(other, 0, 1, 5));
        append(ports, new ShardId(campaign, 0), 1, 1, result(0, 1, Status.DELIVERED));
        append(ports, new ShardId(campaign, 2), 1, 1, result(1, 1, Status.BOUNCED));

        var sum =
                ports.reader().shards(campaign, 0, 100).stream()
                        .map(MessageReader.CountedShard::counters)
                        .reduce(Counters.NONE, Counters::plus);

        assertThat(ports.reader().count(campaign)).isEqualTo(sum);
        assertThat(sum.total()).isEqualTo(30);
        assertThat(sum.of(Status.DELIVERED)).isEqualTo(1);
        assertThat(sum.of(Status.BOUNCED)).isEqualTo(1);
        assertThat(ports.reader().count(other).total()).isEqualTo(5);
    }

    /// Whatever happens, in whatever order and however often it is told, the store says what the fold
    /// says.
    @Test
    default void foldsTheSameInAnyOrderAndWithDoubles() {
        var seed = ThreadLocalRandom.current().nextLong();
        System.out.println("foldsTheSameInAnyOrderAndWithDoubles: seed " + seed);
        var random = new Random(seed);
        var ports = ports();
        for (int round = 0; round < 8; round++) {
            var size = 1 + random.nextInt(30);
            var batches = new ArrayList<List<Event>>();
            for (int i = 0; i < 12; i++) batches.add(events(random, size, 1 + random.nextInt(20)));
            var expected = new ShardFold(size);
            batches.forEach(batch -> batch.forEach(expected::apply));

            var shard = oneShard(ports, size);
            appendShuffledWithDoubles(ports, shard, batches, random);

            assertThat(ports.reader().count(shard.campaign()))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected.counters());
            assertSameFold(ShardFold.of(read(ports, shard)), expected, seed);
        }
    }

    private static void appendShuffledWithDoubles(
            StorePorts ports, ShardId shard, List<List<Event>> batches, Random random) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < batches.size(); i++) {
            order.add(i);
            if (random.nextBoolean()) order.add(i);
        }
        Collections.shuffle(order, random);
        for (var i : order) {
            ports.store().append(new EventBatch(shard, 1, i, batches.get(i)));
            if (random.nextInt(8) == 0) ports.store().pack(shard);
        }
    }

    private static void assertSameFold(ShardFold actual, ShardFold expected, long seed) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(told(actual, i))
                    .as("seed %d, message %d", seed, i)
                    .isEqualTo(told(expected, i));
        }
        assertThat(actual.closed()).isEqualTo(expected.closed());
    }

    private static List<Object> told(ShardFold fold, int i) {
        return List.of(
                fold.status(i),
                fold.attempts(i),
                fold.isOpen(i),
                fold.hasOpenIntent(i),
                fold.nextAtMs(i),
                fold.firstAtMs(i),
                fold.isHard(i),
                fold.wasUncertain(i),
                fold.isBouncedLate(i),
                fold.has(i, Event.Fact.Kind.COMPLAINED),
                fold.has(i, Event.Fact.Kind.UNSUBSCRIBED));
    }

    @Test
    default void countsEveryAppendOfManyThreads() throws Exception {
        var ports = ports();
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 4, 100));
        var appends = new ArrayList<Callable<Appended>>();
        for (int i = 0; i < 400; i++) {
            var shard = new ShardId(campaign, i % 4);
            var index = i / 4;
            appends.add(() ->
                    append(
                            ports,
                            shard,
                            1,
                            index,
                            intent(index, 1),
                            result(index, 1, Status.DELIVERED)));
        }

        var appended = together(appends);

        assertThat(appended).containsOnly(Appended.DONE);
        assertThat(ports.reader().count(campaign).of(Status.DELIVERED)).isEqualTo(400);
        assertThat(read(ports, new ShardId(campaign, 3)).events()).hasSize(200);
    }

    @Test
    default void takesABatchThatManyThreadsAppendOnce() throws Exception {
        var ports = ports();
        var shard = oneShard(ports, 10);

        together(
                20,
                () -> append(ports, shard, EventBatch.NO_EPOCH, 77, result(0, 1, Status.BOUNCED)));

        assertThat(ports.reader().count(shard.campaign()).of(Status.BOUNCED)).isEqualTo(1);
        assertThat(ports.reader().count(shard.campaign()).total()).isEqualTo(10);
    }

    @Test
    default void refusesOneBatchAmongManyWithoutHarmToTheOthers() throws Exception {
        var ports = ports();
        var shard = oneShard(ports, 100);
        ports.store().open(shard, 2);
        var appends = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 100; i++) {
            var index = i;
            appends.add(() -> isRefused(ports, shard, index));
        }

        var refused = together(appends);

        assertThat(refused).filteredOn(r -> r).hasSize(20);
        assertThat(ports.reader().count(shard.campaign()).of(Status.DELIVERED)).isEqualTo(80);
    }

    private boolean isRefused(StorePorts ports, ShardId shard, int index) {
        var epoch = index % 10 == 3 ? 1 : 2;
        var bad = index % 10 == 7 ? result(999, 1, Status.DELIVERED) : intent(index, 1);
        try {
            return append(ports, shard, epoch, index, bad, result(index, 1, Status.DELIVERED))
                    == Appended.FENCED;
        } catch (IllegalArgumentException refused) {
            return true;
        }
    }

    /// Total = sum over statuses, at any moment of a run.
    @Test
    default void neverLosesAMessageFromTheCountWhileManyAppend() throws Exception {
        var ports = ports();
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 3, 50));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (int w = 0; w < 6; w++) {
                var seed = w;
                writers.add(threads.submit(() -> deliver(ports, campaign, seed)));
            }

            while (!writers.stream().allMatch(Future::isDone)) {
                assertThat(ports.reader().count(campaign).total()).isEqualTo(150);
            }

            for (var writer : writers) writer.get();
        }
        assertThat(ports.reader().count(campaign).total()).isEqualTo(150);
        assertThat(ports.reader().count(campaign))
                .isEqualTo(
                        ports.reader().shards(campaign, 0, 10).stream()
                                .map(MessageReader.CountedShard::counters)
                                .reduce(Counters.NONE, Counters::plus));
    }

    private static void deliver(StorePorts ports, CampaignId campaign, int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            var shard = new ShardId(campaign, random.nextInt(3));
            ports.store().append(new EventBatch(shard, 1 + seed, i, events(random, 50, 4)));
        }
    }
}

package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static postrider.testkit.contract.Samples.NOW_MS;
import static postrider.testkit.contract.Samples.events;
import static postrider.testkit.contract.Samples.intent;
import static postrider.testkit.contract.Samples.result;
import static postrider.testkit.contract.Samples.stored;
import static postrider.testkit.contract.Samples.together;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
import postrider.message.MessageStore;
import postrider.message.MessageStore.Appended;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.SealedBlock;
import postrider.message.ShardFold;
import postrider.message.ShardId;
import postrider.message.Status;
import postrider.message.StoredShard;

/// What [MessageStore] and [MessageReader] promise.
public interface MessageStoreContract {
    /// A store that is ready, and what reads it.
    StorePorts ports();

    record StorePorts(MessageStore store, MessageReader reader) {}

    /// A campaign of which the store holds nothing.
    default CampaignId freshCampaign() {
        return Samples.campaign();
    }

    @Test
    default void storesShardsWhoseMessagesAreAllQueued() {
        var ports = ports();
        var campaign = freshCampaign();

        ports.store().put(stored(campaign, 0, 3, 10));

        assertThat(ports.reader().count(campaign).of(Status.QUEUED)).isEqualTo(30);
        assertThat(ports.reader().count(campaign).total()).isEqualTo(30);
        var shard = read(ports, new ShardId(campaign, 1));
        assertThat(shard.shard()).isEqualTo(stored(campaign, 1, 10).shard());
        assertThat(shard.block().generation()).isEqualTo(1);
        assertThat(shard.block().bytes()).isEqualTo(stored(campaign, 1, 10).block().bytes());
        assertThat(shard.events()).isEmpty();
    }

    @Test
    default void keepsABlockOfAnyBytes() {
        var ports = ports();
        var campaign = freshCampaign();
        var bytes = new byte[70_000];
        new Random(3).nextBytes(bytes);

        ports.store()
                .put(
                        List.of(
                                new NewShard(
                                        Samples.shard(campaign, 0, 1_000),
                                        new SealedBlock(7, bytes))));

        var block = read(ports, new ShardId(campaign, 0)).block();
        assertThat(block.generation()).isEqualTo(7);
        assertThat(block.bytes()).isEqualTo(bytes);
    }

    @Test
    default void replacesWhatAnUnfinishedExpansionLeft() {
        var ports = ports();
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 6, 10));
        ports.store().open(new ShardId(campaign, 2), 9);
        append(ports, new ShardId(campaign, 0), 1, 1, result(0, 1, Status.DELIVERED));
        append(ports, new ShardId(campaign, 2), 1, 1, result(0, 1, Status.DELIVERED));
        append(ports, new ShardId(campaign, 5), 1, 1, result(0, 1, Status.DELIVERED));

        ports.store().put(stored(campaign, 2, 4, 7));

        var shards = ports.reader().shards(campaign, 0, 100);
        assertThat(shards).extracting(s -> s.shard().id().number()).containsExactly(0, 1, 2, 3);
        assertThat(shards).extracting(s -> s.shard().size()).containsExactly(10, 10, 7, 7);
        assertThat(ports.reader().count(campaign).total()).isEqualTo(34);
        assertThat(ports.reader().count(campaign).of(Status.DELIVERED)).isEqualTo(1);
        assertThat(ports.reader().read(new ShardId(campaign, 5))).isEmpty();
        assertThat(read(ports, new ShardId(campaign, 2)).events()).isEmpty();
    }

    @Test
    default void forgetsTheBatchesAndEpochsOfAShardThatItReplaces() {
        var ports = ports();
        var campaign = freshCampaign();
        var shard = new ShardId(campaign, 0);
        ports.store().put(stored(campaign, 0, 1, 10));
        ports.store().open(shard, 9);
        append(ports, shard, 0, 5, result(0, 1, Status.DELIVERED));

        ports.store().put(stored(campaign, 0, 1, 10));

        assertThat(append(ports, shard, 1, 1, intent(3, 1))).isEqualTo(Appended.DONE);
        append(ports, shard, 0, 5, result(0, 1, Status.DELIVERED));
        assertThat(ports.reader().count(campaign).of(Status.DELIVERED)).isEqualTo(1);
    }

    @Test
    default void refusesShardsWithAGapOrOfTwoCampaigns() {
        var ports = ports();
        var campaign = freshCampaign();
        var other = freshCampaign();

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ports.store().put(List.of(stored(campaign, 0, 5), stored(campaign, 2, 5))));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ports.store().put(List.of(stored(campaign, 0, 5), stored(other, 1, 5))));
        assertThatIllegalArgumentException().isThrownBy(() -> ports.store().put(List.of()));

        assertThat(ports.reader().count(campaign)).isEqualTo(Counters.NONE);
        assertThat(ports.reader().count(other)).isEqualTo(Counters.NONE);
    }

    @Test
    default void knowsNothingOfAnUnknownCampaign() {
        var ports = ports();
        var campaign = freshCampaign();
        var shard = new ShardId(campaign, 0);

        assertThat(ports.reader().read(shard)).isEmpty();
        assertThat(ports.reader().count(campaign)).isEqualTo(Counters.NONE);
        assertThat(ports.reader().shards(campaign, 0, 10)).isEmpty();
        ports.store().pack(shard);
        ports.store().remove(campaign);
        assertThatIllegalArgumentException().isThrownBy(() -> ports.store().open(shard, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> append(ports, shard, 1, 1, result(0, 1, Status.SENT)));
    }

    @Test
    default void appendsEvents() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        var events = new ArrayList<Event>();
        events.add(intent(0, 1));
        events.add(result(0, 1, Status.DELIVERED));
        events.addAll(events(new Random(5), 10, 40));

        var appended = ports.store().append(new EventBatch(shard, 1, 1, events));

        assertThat(appended).isEqualTo(Appended.DONE);
        assertThat(read(ports, shard).events()).hasSameElementsAs(events);
    }

    @Test
    default void takesTheSameBatchTwiceAsOnce() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        append(ports, shard, 1, 1, intent(0, 1), result(0, 1, Status.DEFERRED));
        var before = ports.reader().count(shard.campaign());

        var again = append(ports, shard, 1, 1, intent(0, 1), result(0, 1, Status.DEFERRED));

        assertThat(again).isEqualTo(Appended.DONE);
        assertThat(ports.reader().count(shard.campaign())).isEqualTo(before);
        assertThat(new HashSet<>(read(ports, shard).events()))
                .containsExactlyInAnyOrder(intent(0, 1), result(0, 1, Status.DEFERRED));
    }

    @Test
    default void tellsBatchesApartByShardEpochAndSequence() {
        var ports = ports();
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 2, 10));
        var first = new ShardId(campaign, 0);
        var second = new ShardId(campaign, 1);

        append(ports, first, 1, 1, result(0, 1, Status.DELIVERED));
        append(ports, first, 1, 2, result(1, 1, Status.DELIVERED));
        append(ports, first, 2, 1, result(2, 1, Status.DELIVERED));
        append(ports, first, EventBatch.NO_EPOCH, 1, result(3, 1, Status.DELIVERED));
        append(ports, first, EventBatch.NO_EPOCH, Long.MIN_VALUE, result(4, 1, Status.DELIVERED));
        append(ports, first, EventBatch.NO_EPOCH, Long.MAX_VALUE, result(5, 1, Status.DELIVERED));
        append(ports, second, 1, 1, result(0, 1, Status.DELIVERED));

        assertThat(ports.reader().count(campaign).of(Status.DELIVERED)).isEqualTo(7);
    }

    @Test
    default void refusesIntentsOfAnOlderEpochWithAllThatIsInTheirBatch() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        ports.store().open(shard, 2);

        var fenced = append(ports, shard, 1, 7, intent(0, 1), result(1, 1, Status.DELIVERED));

        assertThat(fenced).isEqualTo(Appended.FENCED);
        assertThat(read(ports, shard).events()).isEmpty();
        assertThat(ports.reader().count(shard.campaign()).of(Status.QUEUED)).isEqualTo(10);
        assertThat(append(ports, shard, 1, 7, result(1, 1, Status.DELIVERED)))
                .as("a refused batch leaves its number free")
                .isEqualTo(Appended.DONE);
        assertThat(ports.reader().count(shard.campaign()).of(Status.DELIVERED)).isEqualTo(1);
    }

    @Test
    default void refusesABatchOfIntentsAgainOnceItsEpochIsOver() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        ports.store().open(shard, 1);
        append(ports, shard, 1, 1, intent(0, 1));
        ports.store().open(shard, 2);

        var repeated = append(ports, shard, 1, 1, intent(0, 1));

        assertThat(repeated).as("whoever repeats it must not send").isEqualTo(Appended.FENCED);
        assertThat(ports.reader().count(shard.campaign()).inFlight()).isEqualTo(1);
    }

    @Test
    default void takesOutcomesWhateverTheirEpoch() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        ports.store().open(shard, 1);
        append(ports, shard, 1, 1, intent(0, 1));
        ports.store().open(shard, 5);

        var late = append(ports, shard, 1, 2, result(0, 1, Status.DELIVERED));

        assertThat(late).isEqualTo(Appended.DONE);
        assertThat(ports.reader().count(shard.campaign()).of(Status.DELIVERED)).isEqualTo(1);
    }

    @Test
    default void takesIntentsOfTheEpochThatOpenedTheShardAndOfLaterOnes() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        assertThat(append(ports, shard, 1, 1, intent(0, 1)))
                .as("nobody opened it")
                .isEqualTo(Appended.DONE);

        ports.store().open(shard, 3);
        ports.store().open(shard, 2);

        assertThat(append(ports, shard, 3, 1, intent(1, 1))).isEqualTo(Appended.DONE);
        assertThat(append(ports, shard, 4, 1, intent(2, 1))).isEqualTo(Appended.DONE);
        assertThat(append(ports, shard, 2, 1, intent(3, 1)))
                .as("opening under an older epoch lowers no fence")
                .isEqualTo(Appended.FENCED);
    }

    @Test
    default void fencesEachShardForItself() {
        var ports = ports();
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 2, 10));

        ports.store().open(new ShardId(campaign, 0), 5);

        assertThat(append(ports, new ShardId(campaign, 1), 1, 1, intent(0, 1)))
                .isEqualTo(Appended.DONE);
    }

    @Test
    default void opensAShardWithAllThatWasAppended() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        append(ports, shard, 1, 1, intent(0, 1));
        append(ports, shard, 1, 2, result(0, 1, Status.DELIVERED));

        var opened = ports.store().open(shard, 2);

        assertThat(opened.shard()).isEqualTo(Samples.shard(shard.campaign(), 0, 10));
        assertThat(opened.block().bytes())
                .isEqualTo(stored(shard.campaign(), 0, 10).block().bytes());
        assertThat(opened.events())
                .containsExactlyInAnyOrder(intent(0, 1), result(0, 1, Status.DELIVERED));
    }

    @Test
    default void refusesABatchWithAMessageThatTheShardLacks() {
        var ports = ports();
        var shard = oneShard(ports, 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        append(
                                ports,
                                shard,
                                1,
                                1,
                                result(0, 1, Status.DELIVERED),
                                result(10, 1, Status.DELIVERED)));

        assertThat(read(ports, shard).events()).isEmpty();
        assertThat(ports.reader().count(shard.campaign()).of(Status.QUEUED)).isEqualTo(10);
        assertThat(append(ports, shard, 1, 1, result(0, 1, Status.SENT))).isEqualTo(Appended.DONE);
        assertThat(ports.reader().count(shard.campaign()).of(Status.SENT)).isEqualTo(1);
    }

    @Test
    default void appendsSeveralBatchesEachTakenOrFencedAlone() {
        var ports = ports();
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 2, 10));
        var first = new ShardId(campaign, 0);
        var second = new ShardId(campaign, 1);
        ports.store().open(first, 2);

        var appended =
                ports.store()
                        .appendAll(
                                List.of(
                                        new EventBatch(first, 1, 1, List.of(intent(0, 1))),
                                        new EventBatch(second, 1, 1, List.of(intent(0, 1))),
                                        new EventBatch(first, 2, 1, List.of(intent(1, 1))),
                                        new EventBatch(second, 1, 1, List.of(intent(0, 1)))));

        assertThat(appended)
                .containsExactly(Appended.FENCED, Appended.DONE, Appended.DONE, Appended.DONE);
        assertThat(ports.reader().count(campaign).inFlight()).isEqualTo(2);
        assertThat(ports.store().appendAll(List.of())).isEmpty();
    }

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

    @Test
    default void pagesThroughShardsInOrderOfNumber() {
        var ports = ports();
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 12, 1));

        assertThat(numbers(ports, campaign, 0, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(numbers(ports, campaign, 9, 5)).containsExactly(9, 10, 11);
        assertThat(numbers(ports, campaign, 12, 5)).isEmpty();
        assertThat(numbers(ports, campaign, 0, 10_000)).hasSize(12);
        assertThatIllegalArgumentException().isThrownBy(() -> numbers(ports, campaign, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> numbers(ports, campaign, 0, 10_001));
    }

    @Test
    default void tellsTheSameAfterPacking() {
        var ports = ports();
        var shard = oneShard(ports, 50);
        var random = new Random(17);
        for (int i = 1; i <= 20; i++)
            ports.store().append(new EventBatch(shard, 1, i, events(random, 50, 10)));
        var before = read(ports, shard);
        var counted = ports.reader().count(shard.campaign());

        ports.store().pack(shard);
        ports.store().pack(shard);

        assertThat(new HashSet<>(read(ports, shard).events()))
                .isEqualTo(new HashSet<>(before.events()));
        assertThat(read(ports, shard).block().bytes()).isEqualTo(before.block().bytes());
        assertThat(ports.reader().count(shard.campaign())).isEqualTo(counted);
    }

    @Test
    default void goesOnAsBeforeAfterPacking() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        ports.store().open(shard, 2);
        append(ports, shard, 2, 1, intent(0, 1), result(0, 1, Status.DEFERRED));
        var counted = ports.reader().count(shard.campaign());

        ports.store().pack(shard);

        append(ports, shard, 2, 1, intent(0, 1), result(0, 1, Status.DEFERRED));
        assertThat(ports.reader().count(shard.campaign())).isEqualTo(counted);
        assertThat(append(ports, shard, 1, 2, intent(1, 1))).isEqualTo(Appended.FENCED);
        append(ports, shard, 2, 2, intent(0, 2), result(0, 2, Status.DELIVERED));
        assertThat(ports.reader().count(shard.campaign()).of(Status.DELIVERED)).isEqualTo(1);
        assertThat(new HashSet<>(read(ports, shard).events())).hasSize(4);
    }

    @Test
    default void forgetsACampaignAndNoOther() {
        var ports = ports();
        var shard = oneShard(ports, 10);
        var other = oneShard(ports, 10);
        append(ports, shard, 1, 1, result(0, 1, Status.DELIVERED));
        append(ports, other, 1, 1, result(0, 1, Status.DELIVERED));

        ports.store().remove(shard.campaign());

        assertThat(ports.reader().read(shard)).isEmpty();
        assertThat(ports.reader().count(shard.campaign())).isEqualTo(Counters.NONE);
        assertThat(ports.reader().shards(shard.campaign(), 0, 10)).isEmpty();
        assertThat(ports.reader().count(other.campaign()).of(Status.DELIVERED)).isEqualTo(1);
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
                fold.wasUncertain(i));
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

    private static boolean isRefused(StorePorts ports, ShardId shard, int index) {
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

    private ShardId oneShard(StorePorts ports, int size) {
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 1, size));
        return new ShardId(campaign, 0);
    }

    private static StoredShard read(StorePorts ports, ShardId shard) {
        return ports.reader().read(shard).orElseThrow();
    }

    private static Appended append(
            StorePorts ports, ShardId shard, long epoch, long sequence, Event... events) {
        return ports.store().append(new EventBatch(shard, epoch, sequence, List.of(events)));
    }

    private static List<Integer> numbers(StorePorts ports, CampaignId campaign, int from, int max) {
        return ports.reader().shards(campaign, from, max).stream()
                .map(counted -> counted.shard().id().number())
                .toList();
    }
}

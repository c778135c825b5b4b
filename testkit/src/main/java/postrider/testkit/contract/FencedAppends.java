package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static postrider.testkit.contract.Samples.events;
import static postrider.testkit.contract.Samples.intent;
import static postrider.testkit.contract.Samples.result;
import static postrider.testkit.contract.Samples.stored;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageStore.Appended;
import postrider.message.ShardId;
import postrider.message.Status;

/// What a store promises of batches: each once, and no intent of a lease that was lost.
interface FencedAppends extends StoreUnderTest {
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
}

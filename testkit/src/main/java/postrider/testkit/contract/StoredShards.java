package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static postrider.testkit.contract.Samples.events;
import static postrider.testkit.contract.Samples.intent;
import static postrider.testkit.contract.Samples.result;
import static postrider.testkit.contract.Samples.stored;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.message.Counters;
import postrider.message.EventBatch;
import postrider.message.MessageStore.Appended;
import postrider.message.MessageStore.NewShard;
import postrider.message.SealedBlock;
import postrider.message.ShardId;
import postrider.message.Status;

/// What a store promises of shards as a whole: stored, replaced, read, packed, forgotten.
interface StoredShards extends StoreUnderTest {
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
}

package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.LANE;
import static postrider.testkit.contract.Samples.NOW;

import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.message.ShardId;
import postrider.queue.ExpansionProgress;
import postrider.queue.ShardQueue.Waiting;

/// What a queue promises of the shards in it: when they are due, and how they come and go.
interface QueuedShards extends QueueUnderTest {
    @Test
    default void isDueAgainWhenTheVisitSaysSo() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);

        ports.queue().release(one(lease(ports, campaign, 5, NOW)), NOW.plusSeconds(60));

        assertThat(lease(ports, campaign, 5, NOW.plusMillis(59_999))).isEmpty();
        assertThat(lease(ports, campaign, 5, NOW.plusSeconds(60))).hasSize(1);
    }

    @Test
    default void takesAFinishedShardOut() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 2, NOW);
        var leases = lease(ports, campaign, 2, NOW);

        ports.queue().finish(leases.getFirst());
        ports.queue().finish(leases.getFirst());

        assertThat(ports.intake().waiting(campaign)).isEqualTo(1);
        assertThat(ports.queue().renew(leases, NOW.plusSeconds(60))).hasSize(1);
        assertThat(numbers(lease(ports, campaign, 5, NOW.plusSeconds(100))))
                .containsExactly(leases.getLast().shard().id().number());
    }

    @Test
    default void hastensACampaignAndNoOther() {
        var ports = ports();
        var campaign = freshCampaign();
        var other = freshCampaign();
        add(ports, campaign, 0, 2, NOW.plusSeconds(500));
        add(ports, campaign, 2, 3, NOW.minusSeconds(5));
        add(ports, other, 0, 1, NOW.plusSeconds(500));

        ports.queue().hasten(campaign, NOW);

        assertThat(numbers(lease(ports, campaign, 1, NOW)))
                .as("what was due before comes first still")
                .containsExactly(2);
        assertThat(lease(ports, campaign, 5, NOW)).hasSize(2);
        assertThat(lease(ports, other, 5, NOW)).isEmpty();
    }

    @Test
    default void hastensNoLeaseAway() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        var lease = one(lease(ports, campaign, 5, NOW));

        ports.queue().hasten(campaign, NOW.plusSeconds(1));

        assertThat(lease(ports, campaign, 5, NOW.plusSeconds(1))).isEmpty();
        assertThat(ports.queue().renew(List.of(lease), NOW.plusSeconds(60))).hasSize(1);
    }

    @Test
    default void tellsHowFarAnExpansionHasCome() {
        var ports = ports();
        var campaign = freshCampaign();
        assertThat(ports.intake().progress(campaign)).isEqualTo(ExpansionProgress.START);

        var half = new ExpansionProgress(100, 3, 2_999, 17, false);
        ports.intake().add(campaign, shards(campaign, 0, 3), half, NOW);
        assertThat(ports.intake().progress(campaign)).isEqualTo(half);
        assertThat(ports.intake().waiting(campaign)).isEqualTo(3);

        var whole = new ExpansionProgress(200, 3, 2_999, 5_000_000_000L, true);
        ports.intake().add(campaign, List.of(), whole, NOW);
        assertThat(ports.intake().progress(campaign)).isEqualTo(whole);
        assertThat(ports.intake().waiting(campaign)).isEqualTo(3);
    }

    @Test
    default void leavesAShardThatIsThereAsItIs() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 2, NOW);
        var lease = one(lease(ports, campaign, 1, NOW));

        add(ports, campaign, 0, 3, NOW.plusSeconds(500));

        assertThat(ports.intake().waiting(campaign)).isEqualTo(3);
        assertThat(lease(ports, campaign, 5, NOW)).hasSize(1);
        assertThat(ports.queue().renew(List.of(lease), NOW.plusSeconds(90))).hasSize(1);
    }

    @Test
    default void addsManyShardsAtOnce() {
        var ports = ports();
        var campaign = freshCampaign();

        add(ports, campaign, 0, 2_500, NOW);

        assertThat(ports.intake().waiting(campaign)).isEqualTo(2_500);
        assertThat(lease(ports, campaign, 2_500, NOW)).hasSize(2_500);
    }

    @Test
    default void listsWhatWaits() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 1, 3, NOW.plusSeconds(5));
        add(ports, campaign, 0, 1, NOW);
        lease(ports, campaign, 5, NOW);

        var waiting = ports.intake().list(campaign, 10);

        assertThat(waiting.get(0).leased()).isTrue();
        assertThat(waiting).extracting(w -> w.shard().number()).containsExactly(0, 1, 2);
        assertThat(waiting.get(2))
                .isEqualTo(new Waiting(new ShardId(campaign, 2), LANE, NOW.plusSeconds(5), false));
        assertThat(ports.intake().list(campaign, 2)).isEqualTo(waiting.subList(0, 2));
        assertThat(ports.intake().list(freshCampaign(), 10)).isEmpty();
        assertThat(ports.intake().waiting(freshCampaign())).isZero();
    }
}

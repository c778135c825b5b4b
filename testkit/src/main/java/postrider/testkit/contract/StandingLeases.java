package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.LANE;
import static postrider.testkit.contract.Samples.NOW;
import static postrider.testkit.contract.Samples.together;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postrider.lane.Lane;
import postrider.queue.Lease;

/// What a queue promises of leases: one holder a shard, epochs that rise, and no effect of a lost one.
interface StandingLeases extends QueueUnderTest {
    @Test
    default void leasesWhatIsDue() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        add(ports, campaign, 1, 2, NOW.plusMillis(1));

        var leases = lease(ports, campaign, 10, NOW);

        assertThat(leases).hasSize(1);
        assertThat(leases.getFirst().shard()).isEqualTo(Samples.shard(campaign, 0, 10));
        assertThat(leases.getFirst().until()).isEqualTo(NOW.plusSeconds(30));
        assertThat(leases.getFirst().epoch()).isPositive();
    }

    @Test
    default void leasesTheLeastDueTimeFirst() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW.minusSeconds(1));
        add(ports, campaign, 1, 2, NOW.minusSeconds(9));
        add(ports, campaign, 2, 3, NOW.minusSeconds(5));

        assertThat(numbers(lease(ports, campaign, 2, NOW))).containsExactly(1, 2);
        assertThat(numbers(lease(ports, campaign, 2, NOW))).containsExactly(0);
    }

    @Test
    default void leasesOnlyThisLane() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);

        var leases =
                ports.queue()
                        .lease(new Lane("tail-3"), Map.of(campaign, 5), NOW, NOW.plusSeconds(30));

        assertThat(leases).isEmpty();
    }

    @Test
    default void leasesToEachCampaignWhatIsWantedOfIt() {
        var ports = ports();
        var first = freshCampaign();
        var second = freshCampaign();
        var unnamed = freshCampaign();
        var none = freshCampaign();
        for (var campaign : List.of(first, second, unnamed, none)) add(ports, campaign, 0, 5, NOW);

        var leases =
                ports.queue()
                        .lease(
                                LANE,
                                Map.of(first, 2, second, 3, none, 0),
                                NOW,
                                NOW.plusSeconds(30));

        assertThat(leases).filteredOn(l -> of(l).equals(first)).hasSize(2);
        assertThat(leases).filteredOn(l -> of(l).equals(second)).hasSize(3);
        assertThat(leases).hasSize(5);
    }

    @Test
    default void leasesAShardToOneOnly() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        lease(ports, campaign, 5, NOW);

        assertThat(lease(ports, campaign, 5, NOW.plusMillis(29_999))).isEmpty();
    }

    @Test
    default void leasesAgainUnderAHigherEpochWhenALeaseRunsOut() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        var first = one(lease(ports, campaign, 5, NOW));

        var second = one(lease(ports, campaign, 5, NOW.plusSeconds(30)));

        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(second.until()).isEqualTo(NOW.plusSeconds(60));
        assertThat(second.predecessorGone()).isFalse();
    }

    @Test
    default void raisesTheEpochByEveryLease() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        long epoch = 0;
        for (int visit = 0; visit < 5; visit++) {
            var lease = one(lease(ports, campaign, 5, NOW));
            assertThat(lease.epoch()).isGreaterThan(epoch);
            epoch = lease.epoch();
            ports.queue().release(lease, NOW);
        }
    }

    @Test
    default void knowsThatThereWasNoPredecessor() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);

        assertThat(one(lease(ports, campaign, 5, NOW)).predecessorGone()).isTrue();
    }

    @Test
    default void knowsThatAPredecessorIsGoneWhenItGaveTheLeaseBack() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        lease(ports, campaign, 5, NOW);
        var second = one(lease(ports, campaign, 5, NOW.plusSeconds(30)));
        ports.queue().release(second, NOW.plusSeconds(40));

        var third = one(lease(ports, campaign, 5, NOW.plusSeconds(40)));

        assertThat(third.predecessorGone()).isTrue();
    }

    @Test
    default void renewsALeaseThatStands() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 2, NOW);
        var leases = lease(ports, campaign, 5, NOW);

        var renewed = ports.queue().renew(leases, NOW.plusSeconds(90));

        assertThat(renewed)
                .containsExactlyInAnyOrderElementsOf(
                        leases.stream().map(l -> l.extended(NOW.plusSeconds(90))).toList());
        assertThat(lease(ports, campaign, 5, NOW.plusMillis(89_999))).isEmpty();
        assertThat(lease(ports, campaign, 5, NOW.plusSeconds(90))).hasSize(2);
    }

    @Test
    default void renewsALeaseThatRanOutWhenNobodyTookTheShard() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        var lease = one(lease(ports, campaign, 5, NOW));

        var renewed = ports.queue().renew(List.of(lease), NOW.plusSeconds(900));

        assertThat(renewed).containsExactly(lease.extended(NOW.plusSeconds(900)));
    }

    @Test
    default void renewsTheOthersWhenOneIsLost() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 3, NOW);
        var leases = lease(ports, campaign, 3, NOW);
        ports.queue().release(leases.get(1), NOW.plusSeconds(500));

        var renewed = ports.queue().renew(leases, NOW.plusSeconds(60));

        assertThat(numbers(renewed)).containsExactlyInAnyOrder(0, 2);
        assertThat(ports.queue().renew(List.of(), NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    default void givesALostLeaseNoEffect() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        var lost = one(lease(ports, campaign, 5, NOW));
        var stands = one(lease(ports, campaign, 5, NOW.plusSeconds(30)));

        assertThat(ports.queue().renew(List.of(lost), NOW.plusSeconds(900))).isEmpty();
        ports.queue().release(lost, NOW);
        ports.queue().finish(lost);

        assertThat(ports.intake().waiting(campaign)).isEqualTo(1);
        assertThat(lease(ports, campaign, 5, NOW.plusSeconds(31))).isEmpty();
        assertThat(ports.queue().renew(List.of(stands), NOW.plusSeconds(90))).hasSize(1);
    }

    @Test
    default void givesALeaseThatWasGivenBackNoEffect() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        var lease = one(lease(ports, campaign, 5, NOW));
        ports.queue().release(lease, NOW.plusSeconds(60));

        ports.queue().release(lease, NOW);
        ports.queue().finish(lease);

        assertThat(ports.intake().waiting(campaign)).isEqualTo(1);
        assertThat(lease(ports, campaign, 5, NOW.plusSeconds(59))).isEmpty();
    }

    @Test
    default void endsAllLeases() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 2, NOW);
        var leases = lease(ports, campaign, 2, NOW);

        ports.intake().endLeases();

        assertThat(ports.queue().renew(leases, NOW.plusSeconds(60))).isEmpty();
        ports.queue().finish(leases.getFirst());
        ports.queue().release(leases.getLast(), NOW.plusSeconds(600));
        var again = lease(ports, campaign, 5, NOW);
        assertThat(again).hasSize(2).allMatch(Lease::predecessorGone);
        assertThat(again).allMatch(l -> l.epoch() > leases.getFirst().epoch());
    }

    @Test
    default void knowsThatAPredecessorWhoseLeaseRanOutIsGoneOnceAllLeasesWereEnded() {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 1, NOW);
        lease(ports, campaign, 5, NOW);
        lease(ports, campaign, 5, NOW.plusSeconds(30));

        ports.intake().endLeases();

        assertThat(one(lease(ports, campaign, 5, NOW.plusSeconds(600))).predecessorGone()).isTrue();
    }

    @Test
    default void leasesEachShardOnceToManyThreads() throws Exception {
        var ports = ports();
        var campaign = freshCampaign();
        add(ports, campaign, 0, 60, NOW);

        var leases =
                together(20, () -> lease(ports, campaign, 5, NOW)).stream()
                        .flatMap(List::stream)
                        .toList();

        assertThat(numbers(leases)).doesNotHaveDuplicates();
        assertThat(numbers(lease(ports, campaign, 100, NOW)))
                .as("what two asked for at once may be left over")
                .doesNotContainAnyElementsOf(numbers(leases));
        assertThat(lease(ports, campaign, 100, NOW)).isEmpty();
        assertThat(ports.queue().renew(leases, NOW.plusSeconds(60))).hasSameSizeAs(leases);
    }
}

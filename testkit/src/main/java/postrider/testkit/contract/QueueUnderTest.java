package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.LANE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import postrider.campaign.CampaignId;
import postrider.message.Shard;
import postrider.queue.ExpansionProgress;
import postrider.queue.Lease;
import postrider.queue.ShardQueue;

/// A shard queue, and what its contract does with it again and again.
interface QueueUnderTest {
    /// A queue that is ready, and its intake.
    QueuePorts ports();

    record QueuePorts(ShardQueue queue, ShardQueue.Intake intake) {}

    /// A campaign of which the queue holds nothing.
    default CampaignId freshCampaign() {
        return Samples.campaign();
    }

    default void add(QueuePorts ports, CampaignId campaign, int from, int to, Instant dueAt) {
        var progress = new ExpansionProgress(1, to, to * 10L, 0, false);
        ports.intake().add(campaign, shards(campaign, from, to), progress, dueAt);
    }

    default List<Shard> shards(CampaignId campaign, int from, int to) {
        var shards = new ArrayList<Shard>();
        for (int number = from; number < to; number++)
            shards.add(Samples.shard(campaign, number, 10));
        return shards;
    }

    default List<Lease> lease(QueuePorts ports, CampaignId campaign, int wanted, Instant now) {
        return ports.queue().lease(LANE, Map.of(campaign, wanted), now, now.plusSeconds(30));
    }

    default Lease one(List<Lease> leases) {
        assertThat(leases).hasSize(1);
        return leases.getFirst();
    }

    default CampaignId of(Lease lease) {
        return lease.shard().id().campaign();
    }

    default List<Integer> numbers(Collection<Lease> leases) {
        return leases.stream().map(l -> l.shard().id().number()).toList();
    }
}

package postrider.testkit.contract;

import static postrider.testkit.contract.Samples.events;
import static postrider.testkit.contract.Samples.stored;

import java.util.List;
import postrider.campaign.CampaignId;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageReader;
import postrider.message.MessageStore;
import postrider.message.MessageStore.Appended;
import postrider.message.ShardId;
import postrider.message.StoredShard;

/// A message store, and what its contract does with it again and again.
interface StoreUnderTest {
    /// A store that is ready, and what reads it.
    StorePorts ports();

    record StorePorts(MessageStore store, MessageReader reader) {}

    /// A campaign of which the store holds nothing.
    default CampaignId freshCampaign() {
        return Samples.campaign();
    }

    default ShardId oneShard(StorePorts ports, int size) {
        var campaign = freshCampaign();
        ports.store().put(stored(campaign, 0, 1, size));
        return new ShardId(campaign, 0);
    }

    default StoredShard read(StorePorts ports, ShardId shard) {
        return ports.reader().read(shard).orElseThrow();
    }

    default Appended append(
            StorePorts ports, ShardId shard, long epoch, long sequence, Event... events) {
        return ports.store().append(new EventBatch(shard, epoch, sequence, List.of(events)));
    }

    default List<Integer> numbers(StorePorts ports, CampaignId campaign, int from, int max) {
        return ports.reader().shards(campaign, from, max).stream()
                .map(counted -> counted.shard().id().number())
                .toList();
    }
}

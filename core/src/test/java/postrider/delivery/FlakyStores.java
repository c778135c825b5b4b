package postrider.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.EventBatch;
import postrider.message.MessageStore;
import postrider.message.ShardId;
import postrider.message.StoreUnavailable;
import postrider.message.StoredShard;
import postrider.queue.Lease;
import postrider.queue.ShardQueue;

/// Stores that cannot be reached now and then: before a call takes effect, or after.
final class FlakyStores {
    private final Random random;
    private double rate;

    FlakyStores(long seed) {
        random = new Random(seed);
    }

    /// @param share of the calls that fail, 0 to 1
    synchronized void failing(double share) {
        rate = share;
    }

    void heal() {
        failing(0);
    }

    private synchronized void mayFail() {
        if (random.nextDouble() < rate)
            throw new StoreUnavailable("the store is away", new IOException("away"));
    }

    private <T> T call(Supplier<T> work) {
        mayFail();
        var done = work.get();
        mayFail();
        return done;
    }

    private void run(Runnable work) {
        mayFail();
        work.run();
        mayFail();
    }

    MessageStore over(MessageStore store) {
        return new MessageStore() {
            @Override
            public void put(List<NewShard> shards) {
                run(() -> store.put(shards));
            }

            @Override
            public StoredShard open(ShardId shard, long epoch) {
                return call(() -> store.open(shard, epoch));
            }

            @Override
            public Appended append(EventBatch batch) {
                return call(() -> store.append(batch));
            }

            @Override
            public void pack(ShardId shard) {
                run(() -> store.pack(shard));
            }

            @Override
            public void remove(CampaignId campaign) {
                run(() -> store.remove(campaign));
            }
        };
    }

    ShardQueue over(ShardQueue queue) {
        return new ShardQueue() {
            @Override
            public List<Lease> lease(
                    Lane lane, Map<CampaignId, Integer> wanted, Instant now, Instant until) {
                return call(() -> queue.lease(lane, wanted, now, until));
            }

            @Override
            public List<Lease> renew(Collection<Lease> leases, Instant until) {
                return call(() -> queue.renew(leases, until));
            }

            @Override
            public void release(Lease lease, Instant dueAt) {
                run(() -> queue.release(lease, dueAt));
            }

            @Override
            public void finish(Lease lease) {
                run(() -> queue.finish(lease));
            }

            @Override
            public void hasten(CampaignId campaign, Instant now) {
                run(() -> queue.hasten(campaign, now));
            }
        };
    }
}

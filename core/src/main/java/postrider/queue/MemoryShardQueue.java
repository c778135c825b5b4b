package postrider.queue;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Shard;

/// A queue on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryShardQueue implements ShardQueue, ShardQueue.Intake {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<CampaignId, NavigableMap<Integer, Place>> campaigns = new HashMap<>();
    private final Map<CampaignId, ExpansionProgress> progress = new HashMap<>();

    @Override
    public List<Lease> lease(
            Lane lane, Map<CampaignId, Integer> wanted, Instant now, Instant until) {
        return locked(() -> {
            var leases = new ArrayList<Lease>();
            wanted.forEach((campaign, count) ->
                    places(campaign).values().stream()
                            .filter(place -> place.isFor(lane, now))
                            // Stable: by number within a due time.
                            .sorted(comparing(place -> place.dueAt))
                            .limit(count)
                            .toList()
                            .forEach(place -> leases.add(place.lease(until))));
            return leases;
        });
    }

    @Override
    public List<Lease> renew(Collection<Lease> leases, Instant until) {
        return locked(() -> {
            var renewed = new ArrayList<Lease>();
            for (var lease : leases) {
                whileItStands(
                        lease,
                        place -> {
                            place.leasedUntil = until;
                            renewed.add(lease.extended(until));
                        });
            }
            return renewed;
        });
    }

    @Override
    public void release(Lease lease, Instant dueAt) {
        locked(() ->
                whileItStands(
                        lease,
                        place -> {
                            place.end();
                            place.dueAt = dueAt;
                        }));
    }

    @Override
    public void finish(Lease lease) {
        var shard = lease.shard().id();
        locked(() -> whileItStands(lease, _ -> places(shard.campaign()).remove(shard.number())));
    }

    @Override
    public void hasten(CampaignId campaign, Instant now) {
        locked(() -> {
            for (var place : places(campaign).values())
                if (place.dueAt.isAfter(now)) place.dueAt = now;
        });
    }

    @Override
    public void add(
            CampaignId campaign, List<Shard> shards, ExpansionProgress reached, Instant dueAt) {
        locked(() -> {
            var places = campaigns.computeIfAbsent(campaign, _ -> new TreeMap<>());
            for (var shard : shards)
                places.putIfAbsent(shard.id().number(), new Place(shard, dueAt));
            progress.put(campaign, reached);
        });
    }

    @Override
    public ExpansionProgress progress(CampaignId campaign) {
        return locked(() -> progress.getOrDefault(campaign, ExpansionProgress.START));
    }

    @Override
    public int waiting(CampaignId campaign) {
        return locked(() -> places(campaign).size());
    }

    /// Whether the campaign is wholly expanded and none of its shards is in the queue.
    public boolean isWoundUp(CampaignId campaign) {
        return locked(() -> progress(campaign).complete() && places(campaign).isEmpty());
    }

    @Override
    public void endLeases() {
        locked(() -> campaigns.values().forEach(places -> places.values().forEach(Place::end)));
    }

    @Override
    public List<Waiting> list(CampaignId campaign, int max) {
        return locked(
                () -> places(campaign).values().stream().limit(max).map(Place::waiting).toList());
    }

    private void whileItStands(Lease lease, Consumer<Place> change) {
        var shard = lease.shard().id();
        Optional.ofNullable(places(shard.campaign()).get(shard.number()))
                .filter(place -> place.isHeldUnder(lease.epoch()))
                .ifPresent(change);
    }

    private NavigableMap<Integer, Place> places(CampaignId campaign) {
        return campaigns.getOrDefault(campaign, new TreeMap<>());
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// A shard in the queue; guarded by the lock.
    private static final class Place {
        private final Shard shard;
        private Instant dueAt;
        private long epoch;
        private @Nullable Instant leasedUntil;

        Place(Shard shard, Instant dueAt) {
            this.shard = shard;
            this.dueAt = dueAt;
        }

        boolean isFor(Lane lane, Instant now) {
            return shard.lane().equals(lane)
                    && !dueAt.isAfter(now)
                    && (leasedUntil == null || !leasedUntil.isAfter(now));
        }

        /// A lease that stands still has run out: whoever held it may be there yet.
        Lease lease(Instant until) {
            var predecessorGone = leasedUntil == null;
            epoch++;
            leasedUntil = until;
            return new Lease(shard, epoch, until, predecessorGone);
        }

        boolean isHeldUnder(long askedEpoch) {
            return leasedUntil != null && epoch == askedEpoch;
        }

        void end() {
            leasedUntil = null;
        }

        Waiting waiting() {
            return new Waiting(shard.id(), shard.lane(), dueAt, leasedUntil != null);
        }
    }
}

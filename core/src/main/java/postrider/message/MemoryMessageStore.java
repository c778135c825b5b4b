package postrider.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import postrider.campaign.CampaignId;

/// Shards on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryMessageStore implements MessageStore, MessageReader {
    private static final int SHARDS_AT_ONCE_MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<CampaignId, NavigableMap<Integer, Held>> campaigns = new HashMap<>();

    @Override
    public void put(List<NewShard> shards) {
        checkOneRun(shards);
        var first = shards.getFirst().shard().id();
        locked(() -> {
            var held = campaigns.computeIfAbsent(first.campaign(), _ -> new TreeMap<>());
            held.tailMap(first.number(), true).clear();
            for (var shard : shards) held.put(shard.shard().id().number(), new Held(shard));
            return held;
        });
    }

    private static void checkOneRun(List<NewShard> shards) {
        if (shards.isEmpty()) throw new IllegalArgumentException("at least one shard is put");
        var first = shards.getFirst().shard().id();
        for (int i = 0; i < shards.size(); i++) {
            var expected = new ShardId(first.campaign(), first.number() + i);
            var id = shards.get(i).shard().id();
            if (!id.equals(expected))
                throw new IllegalArgumentException(
                        "shards are put without a gap: " + expected + " comes before " + id);
        }
    }

    @Override
    public StoredShard open(ShardId shard, long epoch) {
        return locked(() -> {
            var held = held(shard);
            held.openedBy = Math.max(held.openedBy, epoch);
            return held.stored();
        });
    }

    @Override
    public Appended append(EventBatch batch) {
        return locked(() -> held(batch.shard()).append(batch));
    }

    @Override
    public void pack(ShardId shard) {
        locked(() -> find(shard).map(Held::pack));
    }

    @Override
    public void remove(CampaignId campaign) {
        locked(() -> Optional.ofNullable(campaigns.remove(campaign)));
    }

    @Override
    public Optional<StoredShard> read(ShardId shard) {
        return locked(() -> find(shard).map(Held::stored));
    }

    @Override
    public Counters count(CampaignId campaign) {
        return locked(() ->
                ofCampaign(campaign).values().stream()
                        .map(Held::counters)
                        .reduce(Counters.NONE, Counters::plus));
    }

    @Override
    public List<CountedShard> shards(CampaignId campaign, int from, int max) {
        if (max < 1 || max > SHARDS_AT_ONCE_MAX)
            throw new IllegalArgumentException(
                    "ask for 1 to " + SHARDS_AT_ONCE_MAX + " shards at once, not " + max);
        return locked(() ->
                ofCampaign(campaign).tailMap(from, true).values().stream()
                        .limit(max)
                        .map(held -> new CountedShard(held.shard, held.counters()))
                        .toList());
    }

    private NavigableMap<Integer, Held> ofCampaign(CampaignId campaign) {
        return campaigns.getOrDefault(campaign, new TreeMap<>());
    }

    private Optional<Held> find(ShardId shard) {
        return Optional.ofNullable(ofCampaign(shard.campaign()).get(shard.number()));
    }

    private Held held(ShardId shard) {
        return find(shard)
                .orElseThrow(() -> new IllegalArgumentException("there is no shard " + shard));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// One shard; guarded by the lock.
    private static final class Held {
        private final Shard shard;
        private final SealedBlock block;
        private final ShardFold fold;
        private final Set<Key> appended = new HashSet<>();
        private List<Event> events = new ArrayList<>();
        private long openedBy;

        Held(NewShard made) {
            shard = made.shard();
            block = made.block();
            fold = new ShardFold(shard.size());
        }

        Appended append(EventBatch batch) {
            // Fenced first: who repeats intents of an epoch that is over must not send.
            if (batch.hasIntents() && batch.epoch() < openedBy) return Appended.FENCED;
            batch.events().forEach(fold::check);
            var key = new Key(batch.epoch(), batch.sequence());
            if (!appended.add(key)) return Appended.DONE;
            events.addAll(batch.events());
            batch.events().forEach(fold::apply);
            return Appended.DONE;
        }

        StoredShard stored() {
            return new StoredShard(shard, block, List.copyOf(events));
        }

        Counters counters() {
            return fold.counters();
        }

        int pack() {
            events = new ArrayList<>(new LinkedHashSet<>(events));
            return events.size();
        }
    }

    private record Key(long epoch, long sequence) {}
}

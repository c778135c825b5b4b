package postrider.audience;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import postrider.campaign.CampaignId;
import postrider.campaign.ProjectId;

/// Soft bounces on the heap: for tests and trials. Forgets all when the process ends.
public final class MemorySoftBounces implements SoftBounces {
    private record Key(ProjectId project, AddressHash address) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Map<CampaignId, Instant>> bounced = new HashMap<>();
    private final Map<Key, Instant> delivered = new HashMap<>();

    @Override
    public void note(
            ProjectId project, CampaignId campaign, List<AddressHash> addresses, Instant at) {
        locked(() -> {
            for (var address : addresses)
                bounced.computeIfAbsent(new Key(project, address), _ -> new HashMap<>())
                        .putIfAbsent(campaign, at);
            return addresses;
        });
    }

    @Override
    public List<Integer> count(ProjectId project, List<AddressHash> addresses, Instant from) {
        return locked(() ->
                addresses.stream().map(address -> count(new Key(project, address), from)).toList());
    }

    private int count(Key key, Instant from) {
        var after = delivered.getOrDefault(key, Instant.MIN);
        return (int)
                bounced.getOrDefault(key, Map.of()).values().stream()
                        .filter(at -> !at.isBefore(from) && at.isAfter(after))
                        .count();
    }

    @Override
    public void forget(ProjectId project, List<AddressHash> addresses, Instant at) {
        locked(() -> {
            for (var address : addresses) {
                var key = new Key(project, address);
                if (bounced.containsKey(key))
                    delivered.merge(key, at, (a, b) -> a.isAfter(b) ? a : b);
            }
            return addresses;
        });
    }

    @Override
    public List<AddressHash> noted(Instant from, int max) {
        return locked(() ->
                bounced.entrySet().stream()
                        .filter(entry ->
                                entry.getValue().values().stream()
                                        .anyMatch(at -> !at.isBefore(from)))
                        .map(entry -> entry.getKey().address())
                        .distinct()
                        .limit(max)
                        .toList());
    }

    @Override
    public int purge(Instant before, int max) {
        return locked(() -> {
            int purged = 0;
            for (var campaigns : bounced.values()) {
                var old = campaigns.entrySet().iterator();
                while (purged < max && old.hasNext()) {
                    if (!old.next().getValue().isBefore(before)) continue;
                    old.remove();
                    purged++;
                }
            }
            bounced.values().removeIf(Map::isEmpty);
            return purged;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}

package postrider.audience;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import postrider.campaign.ProjectId;

/// Suppressions on the heap: for tests and trials. Forgets all when the process ends.
public final class MemorySuppressions implements Suppressions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ProjectId, NavigableMap<AddressHash, Suppression>> held = new HashMap<>();
    private final NavigableMap<Long, Change> changes = new TreeMap<>();

    @Override
    public void add(List<Suppression> suppressions) {
        locked(() -> {
            for (var suppression : suppressions) {
                ofProject(suppression.project()).put(suppression.address(), suppression);
                note(suppression, false);
            }
            return suppressions;
        });
    }

    @Override
    public boolean remove(ProjectId project, AddressHash address, Instant now) {
        return locked(() -> {
            var removed = Optional.ofNullable(ofProject(project).remove(address));
            removed.ifPresent(suppression -> note(suppression, true));
            return removed.isPresent();
        });
    }

    @Override
    public Optional<Suppression> find(ProjectId project, AddressHash address) {
        return locked(() -> Optional.ofNullable(ofProject(project).get(address)));
    }

    @Override
    public List<Change> since(long change, int max) {
        return locked(() -> changes.tailMap(change, false).values().stream().limit(max).toList());
    }

    @Override
    public List<Suppression> list(ProjectId project, Optional<AddressHash> after, int max) {
        return locked(() -> {
            var all = ofProject(project);
            var wanted = after.map(hash -> all.tailMap(hash, false)).orElse(all);
            return wanted.values().stream().limit(max).toList();
        });
    }

    private void note(Suppression suppression, boolean removed) {
        var number = changes.isEmpty() ? 1 : changes.lastKey() + 1;
        changes.put(number, new Change(number, suppression, removed));
    }

    private NavigableMap<AddressHash, Suppression> ofProject(ProjectId project) {
        return held.computeIfAbsent(project, _ -> new TreeMap<>());
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

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
import java.util.stream.Stream;
import postrider.campaign.ProjectId;

/// Suppressions on the heap: for tests and trials. Forgets all when the process ends.
public final class MemorySuppressions implements Suppressions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, NavigableMap<Suppression.Key, Suppression>> held = new HashMap<>();
    private final NavigableMap<Long, Change> changes = new TreeMap<>();

    @Override
    public void add(List<Suppression> suppressions) {
        locked(() -> {
            for (var suppression : suppressions) {
                in(suppression.scope()).put(suppression.key(), suppression);
                note(suppression, false);
            }
            return suppressions;
        });
    }

    @Override
    public boolean remove(SuppressionScope scope, AddressHash address, Instant now) {
        return locked(() -> {
            var removed =
                    Optional.ofNullable(in(scope).remove(new Suppression.Key(address, scope)));
            removed.ifPresent(suppression -> note(suppression, true));
            return removed.isPresent();
        });
    }

    @Override
    public List<Suppression> find(ProjectId project, AddressHash address) {
        return locked(() ->
                Stream.of(SuppressionScope.GLOBAL, SuppressionScope.of(project))
                        .flatMap(scope -> in(scope).values().stream())
                        .filter(suppression -> suppression.address().equals(address))
                        .toList());
    }

    @Override
    public List<Change> since(long change, int max) {
        return locked(() -> changes.tailMap(change, false).values().stream().limit(max).toList());
    }

    @Override
    public List<Suppression> list(SuppressionScope of, Optional<Suppression.Key> after, int max) {
        return locked(() -> {
            var all = in(of);
            var wanted = after.map(key -> all.tailMap(key, false)).orElse(all);
            return wanted.values().stream().limit(max).toList();
        });
    }

    @Override
    public int expire(Instant now, int max) {
        return locked(() -> {
            var over =
                    held.values().stream()
                            .flatMap(all -> all.values().stream())
                            .filter(suppression -> suppression.isOver(now))
                            .limit(max)
                            .toList();
            for (var suppression : over) {
                in(suppression.scope()).remove(suppression.key());
                note(suppression, true);
            }
            return over.size();
        });
    }

    private void note(Suppression suppression, boolean removed) {
        var number = changes.isEmpty() ? 1 : changes.lastKey() + 1;
        changes.put(number, new Change(number, suppression, removed));
    }

    private NavigableMap<Suppression.Key, Suppression> in(SuppressionScope scope) {
        return held.computeIfAbsent(scope.project(), _ -> new TreeMap<>());
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

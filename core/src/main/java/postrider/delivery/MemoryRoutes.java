package postrider.delivery;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import postrider.campaign.ProjectId;

/// Routes on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryRoutes implements Routes {
    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<String, Route> routes = new TreeMap<>();
    private int lastId;

    @Override
    public Route put(Route route) {
        return locked(() -> {
            var there = Optional.ofNullable(routes.get(key(route.project(), route.name())));
            var id = there.map(Route::id).orElseGet(() -> ++lastId);
            var stored = route.with(id);
            routes.put(key(route.project(), route.name()), stored);
            return stored;
        });
    }

    @Override
    public Optional<Route> find(ProjectId project, String name) {
        return locked(() -> Optional.ofNullable(routes.get(key(project, name))));
    }

    @Override
    public Optional<Route> find(int id) {
        return locked(() -> routes.values().stream().filter(route -> route.id() == id).findFirst());
    }

    @Override
    public List<Route> list(ProjectId project) {
        return locked(() ->
                routes.values().stream().filter(route -> route.project().equals(project)).toList());
    }

    @Override
    public boolean remove(ProjectId project, String name) {
        return locked(() -> Optional.ofNullable(routes.remove(key(project, name))).isPresent());
    }

    private static String key(ProjectId project, String name) {
        return project + " " + name;
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

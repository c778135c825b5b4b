package postrider.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Route states on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryRouteStates implements RouteStates {
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    private record Key(int route, String part) {}

    @Override
    public void put(Collection<Kept> states) {
        states.forEach(state -> kept.put(new Key(state.route(), state.part()), state));
    }

    @Override
    public List<Kept> all() {
        return List.copyOf(kept.values());
    }
}

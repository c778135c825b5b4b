package postrider.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import postrider.lane.Lane;

/// Lane states on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryLaneStates implements LaneStates {
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    private record Key(int route, Lane lane) {}

    @Override
    public void put(Collection<Kept> states) {
        states.forEach(state -> kept.put(new Key(state.route(), state.lane()), state));
    }

    @Override
    public List<Kept> all() {
        return List.copyOf(kept.values());
    }
}

package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import postrider.lane.Lane;
import postrider.pacing.LaneState;

/// What lanes had learned before this start, and what they have learned since: kept every ten seconds, so
/// that a restart begins where they were. Safe for many threads.
final class LaneMemory {
    private static final System.Logger LOG = System.getLogger(LaneMemory.class.getName());
    private static final Duration KEEP_EVERY = Duration.ofSeconds(10);

    private final LaneStates store;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, String> written = new HashMap<>();
    private @Nullable Map<Key, LaneStates.Kept> before;
    private Instant keptAt = Instant.EPOCH;

    LaneMemory(LaneStates store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Key(int route, Lane lane) {}

    record Learned(int route, Lane lane, LaneState state) {}

    /// What a lane had learned before this start, aged since. Blocks; throws `StoreUnavailable`.
    Optional<LaneState> of(int route, Lane lane) {
        lock.lock();
        try {
            var kept = read().get(new Key(route, lane));
            return kept == null ? Optional.empty() : decoded(kept);
        } finally {
            lock.unlock();
        }
    }

    private Map<Key, LaneStates.Kept> read() {
        if (before == null) {
            var all = new HashMap<Key, LaneStates.Kept>();
            for (var kept : store.all()) all.put(new Key(kept.route(), kept.lane()), kept);
            before = all;
        }
        return before;
    }

    private Optional<LaneState> decoded(LaneStates.Kept kept) {
        try {
            var age = Duration.between(kept.at(), clock.instant());
            return Optional.of(
                    LaneState.decode(kept.state()).aged(age.isNegative() ? Duration.ZERO : age));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "what lane " + kept.lane() + " had learned is not used", e);
            return Optional.empty();
        }
    }

    /// Whether it is time to keep what was learned.
    boolean isDue() {
        lock.lock();
        try {
            return !clock.instant().isBefore(keptAt.plus(KEEP_EVERY));
        } finally {
            lock.unlock();
        }
    }

    /// Keeps what has changed. Blocks; throws `StoreUnavailable`.
    void keep(List<Learned> states) {
        lock.lock();
        try {
            var now = clock.instant();
            keptAt = now;
            var changed =
                    states.stream()
                            .map(s ->
                                    new LaneStates.Kept(
                                            s.route(), s.lane(), s.state().encoded(), now))
                            .filter(k ->
                                    !k.state().equals(written.get(new Key(k.route(), k.lane()))))
                            .toList();
            if (changed.isEmpty()) return;
            store.put(changed);
            changed.forEach(k -> written.put(new Key(k.route(), k.lane()), k.state()));
        } finally {
            lock.unlock();
        }
    }
}

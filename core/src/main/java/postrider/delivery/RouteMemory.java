package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postrider.lane.Lane;
import postrider.pacing.LaneState;

/// What routes had learned and used up before this start, and what since: kept every ten seconds, and sooner
/// where something waits for it, so that a restart begins where they were. Safe for many threads.
final class RouteMemory {
    private static final System.Logger LOG = System.getLogger(RouteMemory.class.getName());
    private static final Duration KEEP_EVERY = Duration.ofSeconds(10);

    private final RouteStates store;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Part, String> written = new HashMap<>();
    private @Nullable Map<Part, RouteStates.Kept> before;
    private Instant keptAt = Instant.EPOCH;

    RouteMemory(RouteStates store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What a state is of.
    record Part(int route, String name) {
        static Part of(int route, Lane lane) {
            return new Part(route, "lane " + lane);
        }
    }

    record Learned(Part part, String state) {}

    /// What a lane had learned before this start, aged since. Blocks; throws `StoreUnavailable`.
    Optional<LaneState> lane(int route, Lane lane) {
        return decoded(
                Part.of(route, lane), kept -> LaneState.decode(kept.state()).aged(age(kept)));
    }

    private Duration age(RouteStates.Kept kept) {
        var age = Duration.between(kept.at(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /// What was kept of a part before this start. Blocks; throws `StoreUnavailable`.
    <T> Optional<T> of(Part part, Function<String, T> decode) {
        return decoded(part, kept -> decode.apply(kept.state()));
    }

    private <T> Optional<T> decoded(Part part, Function<RouteStates.Kept, T> decode) {
        lock.lock();
        try {
            return Optional.ofNullable(read().get(part)).map(decode);
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "what is kept of " + part + " cannot be read: it begins anew",
                    e);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Map<Part, RouteStates.Kept> read() {
        if (before == null) {
            var all = new HashMap<Part, RouteStates.Kept>();
            for (var kept : store.all()) all.put(new Part(kept.route(), kept.part()), kept);
            before = all;
        }
        return before;
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
    void keep(Collection<Learned> states) {
        lock.lock();
        try {
            var now = clock.instant();
            keptAt = now;
            var changed =
                    states.stream().filter(s -> !s.state().equals(written.get(s.part()))).toList();
            if (changed.isEmpty()) return;
            store.put(changed.stream().map(s -> kept(s, now)).toList());
            changed.forEach(s -> written.put(s.part(), s.state()));
        } finally {
            lock.unlock();
        }
    }

    private static RouteStates.Kept kept(Learned learned, Instant now) {
        return new RouteStates.Kept(
                learned.part().route(), learned.part().name(), learned.state(), now);
    }
}

package postrider.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import postrider.lane.Lane;

/// All lane runners of this process: one for every lane of every route that a live campaign goes out
/// by. Safe for many threads.
public final class Delivery {
    private static final long QUIET_CHECK_MS = 20;

    private final DeliveryParts parts;
    private final Visits visits;
    private final Throttle starts = new GcraThrottle();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RouteLane, LaneRunner> runners = new LinkedHashMap<>();
    private final Map<Integer, Transport> transports = new LinkedHashMap<>();
    private boolean stopped;

    public Delivery(DeliveryParts parts) {
        this.parts = parts;
        visits = new Visits(parts, new Settlement(parts.settings().slot(), parts.random()));
    }

    private record RouteLane(int route, Lane lane) {}

    /// Starts the lanes of the board's routes that have none yet. Cheap where there is none.
    public void startNew() {
        lock.lock();
        try {
            if (stopped) return;
            for (var live : parts.board().live()) startLanes(live.route());
        } finally {
            lock.unlock();
        }
    }

    /// Looks at the board: starts the lanes of routes that are new, and wakes all.
    public void look() {
        lock.lock();
        try {
            startNew();
            runners.values().forEach(LaneRunner::wake);
        } finally {
            lock.unlock();
        }
    }

    private void startLanes(Route route) {
        for (var lane : parts.lanes().all()) {
            runners.computeIfAbsent(new RouteLane(route.id(), lane), _ -> started(route, lane));
        }
    }

    private LaneRunner started(Route route, Lane lane) {
        var transport =
                transports.computeIfAbsent(route.id(), _ -> parts.transports().apply(route));
        var runner = new LaneRunner(route, lane, parts, visits, transport, starts);
        runner.start();
        return runner;
    }

    /// Starts nothing more, waits for what is in hand, and gives the shards back.
    ///
    /// @param grace after which what is still in hand is left: its messages become UNCERTAIN at the
    ///     next start
    /// @return whether all was finished in time
    public boolean stop(Duration grace) throws InterruptedException {
        var until = parts.nanoTime().getAsLong() + grace.toNanos();
        lock.lock();
        try {
            stopped = true;
            runners.values().forEach(LaneRunner::stop);
            while (!runners.values().stream().allMatch(LaneRunner::isQuiet)) {
                if (parts.nanoTime().getAsLong() - until > 0) return false;
                TimeUnit.MILLISECONDS.sleep(QUIET_CHECK_MS);
            }
            runners.values().forEach(LaneRunner::giveBack);
            return true;
        } finally {
            lock.unlock();
        }
    }
}

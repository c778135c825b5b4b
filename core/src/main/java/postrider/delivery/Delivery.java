package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import postrider.lane.Lane;

/// All lane runners of this process: one for every lane of every route that a live campaign goes out
/// by. Safe for many threads.
public final class Delivery {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

    private static final long QUIET_CHECK_MS = 20;

    private final DeliveryParts parts;
    private final Visits visits;
    private final Admission admission;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RouteLane, LaneRunner> runners = new LinkedHashMap<>();
    private final Map<Integer, Way> ways = new LinkedHashMap<>();
    private final Map<Integer, Route> unusable = new HashMap<>();
    private boolean stopped;

    public Delivery(DeliveryParts parts) {
        this.parts = parts;
        admission = new Admission(parts.throttle(), new GcraThrottle(), parts.nanoTime());
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
        if (route.equals(unusable.get(route.id()))) return;
        try {
            var way = way(route);
            for (var lane : parts.lanes().all()) {
                runners.computeIfAbsent(new RouteLane(route.id(), lane), _ -> started(way, lane));
            }
        } catch (RuntimeException e) {
            // Its target or its secret cannot be read: the campaigns of other routes go on.
            unusable.put(route.id(), route);
            LOG.log(Level.ERROR, "route " + route.name() + " cannot be used: set it again", e);
        }
    }

    /// The way of this route, made anew for its lanes if it was edited.
    private Way way(Route route) {
        var known = ways.get(route.id());
        if (known != null && known.route().equals(route)) return known;
        var way = new Way(route, parts.transports().apply(route));
        ways.put(route.id(), way);
        runners.forEach((key, runner) -> {
            if (key.route() == route.id()) runner.become(way);
        });
        return way;
    }

    private LaneRunner started(Way way, Lane lane) {
        var runner = new LaneRunner(way, lane, parts, visits, admission);
        runner.start();
        return runner;
    }

    /// What every lane is at now.
    public List<LaneView> lanes() {
        lock.lock();
        try {
            return runners.values().stream().map(LaneRunner::view).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Starts nothing more, waits for what is in hand, and gives the shards back.
    ///
    /// @param grace after which what is still in hand is left: its messages become UNCERTAIN at the
    ///     next start
    /// @return whether all was finished in time
    public boolean stop(Duration grace) throws InterruptedException {
        var until = parts.nanoTime().getAsLong() + grace.toNanos();
        var lanes = stopAll();
        while (!lanes.stream().allMatch(LaneRunner::isQuiet)) {
            if (parts.nanoTime().getAsLong() - until > 0) break;
            TimeUnit.MILLISECONDS.sleep(QUIET_CHECK_MS);
        }
        lanes.forEach(LaneRunner::giveBack);
        return lanes.stream().allMatch(LaneRunner::isQuiet);
    }

    private List<LaneRunner> stopAll() {
        lock.lock();
        try {
            stopped = true;
            runners.values().forEach(LaneRunner::stop);
            return List.copyOf(runners.values());
        } finally {
            lock.unlock();
        }
    }
}

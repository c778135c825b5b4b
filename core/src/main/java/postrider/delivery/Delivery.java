package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.CampaignId;
import postrider.feedback.Complaints;
import postrider.lane.Lane;
import postrider.lane.Site;

/// All lane runners of this process: one for every lane of every route that a live campaign goes out
/// by. Safe for many threads.
public final class Delivery implements Handover.Runners, Holds, Complaints {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

    private static final long QUIET_CHECK_MS = 20;

    private final DeliveryParts parts;
    private final Visits visits;
    private final Admission admission;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RouteLane, LaneRunner> runners = new LinkedHashMap<>();
    private final Map<Integer, Way> ways = new LinkedHashMap<>();
    private final Map<Integer, Route> unusable = new HashMap<>();
    private final Map<Integer, Health> healths = new HashMap<>();
    private final RouteMemory memory;
    private final Quotas quotas;
    private final Handover handover = new Handover(this);
    private boolean stopped;

    public Delivery(DeliveryParts parts) {
        this.parts = parts;
        admission = new Admission(parts.throttle(), new GcraThrottle(), parts.nanoTime());
        memory = new RouteMemory(parts.routeStates(), parts.clock());
        quotas = new Quotas(memory, parts.clock());
        visits = new Visits(parts, new Settlement(parts.settings().slot(), parts.random()));
    }

    private record RouteLane(int route, Lane lane) {}

    /// Starts the lanes of the board's routes that have none yet. Cheap where there is none.
    public void startNew() {
        lock.lock();
        try {
            if (stopped) return;
            for (var live : parts.board().live()) live.routes().forEach(this::startLanes);
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
                if (!route.serves(lane.provider())) continue;
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
            if (key.route() == route.id())
                runner.become(way, quotas.of(route, key.lane().provider()));
        });
        return way;
    }

    private LaneRunner started(Way way, Lane lane) {
        var id = way.route().id();
        var health = healths.computeIfAbsent(id, _ -> new Health());
        var runner =
                new LaneRunner(
                        way,
                        lane,
                        parts,
                        visits,
                        admission,
                        handover,
                        health,
                        quotas.of(way.route(), lane.provider()),
                        memory.lane(id, lane));
        runner.start();
        return runner;
    }

    @Override
    public void complained(int route, Lane lane) {
        quotas.complained(route, lane.provider());
    }

    @Override
    public List<Hold> holds(CampaignId campaign, Lane lane, Optional<Site> site) {
        var live = parts.board().live(campaign);
        if (live.isEmpty()) return List.of();
        var to = site.orElseGet(() -> anySite(lane));
        var routes = live.get().routes().stream().filter(r -> r.serves(lane.provider())).toList();
        if (routes.isEmpty()) {
            var missing = "no route of this campaign is for " + lane.provider() + ": add one";
            return List.of(Hold.stop(Hold.Kind.ROUTE, missing));
        }
        var holds = new ArrayList<Hold>();
        var byRoute =
                routes.stream()
                        .flatMap(route -> runner(route.id(), lane).stream())
                        .map(runner -> runner.holds(live.get(), to))
                        .toList();
        var hasWay = byRoute.stream().anyMatch(of -> of.stream().noneMatch(Hold::isStop));
        for (var of : byRoute) of.forEach(h -> holds.add(hasWay ? h.slowing() : h));
        if (live.get().isFull()) {
            holds.add(
                    Hold.slow(
                            Hold.Kind.CONCURRENCY,
                            "as many messages of the campaign are under way as its concurrency allows"));
        }
        return holds.stream().distinct().toList();
    }

    /// Limits of a mailbox provider are the same to all of its sites.
    private static Site anySite(Lane lane) {
        return new Site(lane.provider(), List.of(lane.provider().name()));
    }

    @Override
    public Optional<LaneRunner> runner(int route, Lane lane) {
        lock.lock();
        try {
            return Optional.ofNullable(runners.get(new RouteLane(route, lane)));
        } finally {
            lock.unlock();
        }
    }

    /// Keeps what the lanes have learned, now and then, and at once what quotas wait for. Blocks; throws
    /// `StoreUnavailable`.
    void remember() {
        var all = quotas.all();
        if (!memory.isDue() && all.stream().noneMatch(Quota::isShort)) return;
        var states = learned();
        for (var quota : all) states.add(quota.counted());
        memory.keep(states);
        all.forEach(Quota::kept);
    }

    private List<RouteMemory.Learned> learned() {
        var states = new ArrayList<RouteMemory.Learned>();
        lock.lock();
        try {
            runners.forEach((key, runner) -> {
                var part = RouteMemory.Part.of(key.route(), key.lane());
                runner.state()
                        .map(state -> new RouteMemory.Learned(part, state.encoded()))
                        .ifPresent(states::add);
            });
        } finally {
            lock.unlock();
        }
        return states;
    }

    /// What may start by the calendar now, of every route that has a quota and went out since the start.
    public List<QuotaView> quotas() {
        var views = new ArrayList<QuotaView>();
        for (var quota : quotas.all())
            route(quota.part().route())
                    .map(route -> QuotaView.of(route, quota))
                    .ifPresent(views::add);
        return views;
    }

    private Optional<Route> route(int id) {
        lock.lock();
        try {
            return Optional.ofNullable(ways.get(id)).map(Way::route);
        } finally {
            lock.unlock();
        }
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
        var states = learned();
        for (var quota : quotas.all()) states.add(quota.exact());
        memory.keep(states);
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

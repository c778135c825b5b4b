package postrider.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import postrider.campaign.Campaign;
import postrider.delivery.KeptRoutes;
import postrider.delivery.Settlement;
import postrider.delivery.StartLimits;
import postrider.delivery.Throttle;
import postrider.lane.Lane;
import postrider.lane.Site;

/// Plays campaigns over lanes and routes, from event to event: `LaneControl`, `Breaker`, `Warmup`, daily
/// caps, `RouteChoice`, throttles, turns and `Settlement` decide as they do in earnest, under a simulated clock.
/// The same scenario, far sides and random generator give the same run. Used by one thread, once.
///
/// Not played: what costs time here (the database, rendering), guards and canaries, and leases.
public final class Simulation {
    private final Scenario scenario;
    private final Playing playing;
    private final Agenda agenda;
    private final KeptRoutes kept;
    private final Calendar calendar;
    private final List<OutletRun> outlets = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private final Map<Lane, LanePool> pools = new TreeMap<>();
    private final long end;
    private long[] openHalfway = {};
    private long halfway;

    /// @param random for the jitter of retries
    public Simulation(Scenario scenario, RandomGenerator random) {
        this.scenario = scenario;
        end = scenario.length().toNanos();
        playing = new Playing(scenario.start(), new Settlement(scenario.settings().slot(), random));
        kept = new KeptRoutes(scenario.kept(), scenario.start());
        calendar = new Calendar(kept);
        agenda = new Agenda(scenario.outlets().size());
        scenario.outlets().forEach(this::add);
        scenario.loads().forEach(this::add);
        for (var outlet : outlets) outlet.await(shares(outlet));
        for (var outlet : outlets) agenda.set(outlet.number(), 0);
    }

    private void add(Outlet outlet) {
        var pool = pools.computeIfAbsent(outlet.lane(), lane -> new LanePool(lane, agenda));
        var route = outlet.route();
        var run =
                new OutletRun(
                        outlets.size(),
                        outlet,
                        pool,
                        playing,
                        kept.lane(route.id(), outlet.lane()),
                        calendar.of(route, outlet.lane().provider()));
        pool.add(run);
        outlets.add(run);
    }

    private void add(Load load) {
        var most = load.campaign().plan().throttle().concurrency();
        var concurrency = new Flow.Concurrency(most);
        load.sorted()
                .forEach((lane, messages) -> {
                    var flow = new Flow(load, lane, messages, playing.time(), concurrency);
                    flows.add(flow);
                    var pool = pools.get(lane);
                    if (pool == null) return;
                    for (var outlet : pool.outlets()) share(flow, outlet);
                });
    }

    private void share(Flow flow, OutletRun outlet) {
        if (!outlet.route().isFor(flow.campaign.plan())) return;
        var limits = limits(flow.campaign, outlet.outlet());
        flow.shares.add(new Share(flow, outlet, limits));
    }

    private List<Throttle.Limit> limits(Campaign campaign, Outlet outlet) {
        var provider = outlet.lane().provider();
        // Sites of the long tail are not told apart: a slice of it stands for one.
        var site = new Site(provider, List.of(outlet.lane().name()));
        return StartLimits.of(campaign, outlet.route(), site, scenario.settings().limit(provider));
    }

    private List<Share> shares(OutletRun outlet) {
        return flows.stream()
                .flatMap(flow -> flow.shares.stream())
                .filter(share -> share.outlet == outlet)
                .toList();
    }

    /// Plays until all has ended, or the scenario's end.
    public Played run() {
        var half = Math.max(1, scenario.attemptsMax() / 2);
        while (!agenda.isEmpty() && agenda.next() < end) {
            if (playing.attempts() >= scenario.attemptsMax()) break;
            if (openHalfway.length == 0 && playing.attempts() >= half) lookHalfway();
            playing.time().turnTo(agenda.next());
            var who = agenda.first();
            agenda.set(who, Agenda.NEVER);
            agenda.sooner(who, outlets.get(who).step());
        }
        if (playing.attempts() < scenario.attemptsMax()) finish();
        return result();
    }

    private void lookHalfway() {
        openHalfway = flows.stream().mapToLong(Flow::open).toArray();
        halfway = playing.time().now();
    }

    /// Nothing happens any more before the end.
    private void finish() {
        if (flows.stream().allMatch(Flow::isOver)) return;
        playing.time().turnTo(end);
        for (var flow : flows) if (!flow.isOver() && flow.until <= end) flow.close();
    }

    private Played result() {
        var now = playing.time().now();
        var ofFlows = new ArrayList<Played.OfFlow>();
        for (int i = 0; i < flows.size(); i++) ofFlows.add(result(i, now));
        for (var outlet : outlets) outlet.tally().unwanted(now);
        return new Played(
                scenario.start(),
                playing.instant(now),
                List.copyOf(ofFlows),
                outlets.stream().map(OutletRun::result).toList(),
                calendar.warmups(),
                playing.attempts());
    }

    private Played.OfFlow result(int i, long now) {
        var flow = flows.get(i);
        var ended = openHalfway.length == 0 ? 0 : openHalfway[i] - flow.open();
        var recent = new Played.Recent(ended, (now - halfway) / 1e9);
        return new Played.OfFlow(
                flow.campaign.id(),
                flow.lane,
                flow.counters(),
                flow.open(),
                flow.isNearlyOver() ? when(flow.nearlyAt()) : Optional.empty(),
                flow.isOver() ? when(flow.endedAt()) : Optional.empty(),
                recent);
    }

    private Optional<Instant> when(long nanos) {
        return Optional.of(playing.instant(nanos));
    }
}

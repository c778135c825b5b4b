package postrider.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.campaign.SendWindow;
import postrider.campaign.ThrottleRules;
import postrider.delivery.DeliverySettings;
import postrider.delivery.Route;
import postrider.forecast.Load;
import postrider.forecast.Outlet;
import postrider.forecast.Played;
import postrider.forecast.Scenario;
import postrider.forecast.Simulation;
import postrider.lane.Lane;
import postrider.lane.ShapingProfile;
import postrider.pacing.WarmupCurve;
import postrider.testkit.model.SimulatedCampaigns;
import postrider.testkit.model.SimulatedFarSide;
import postrider.testkit.model.SimulatedWorld;

/// Nodes that send at the same time, each from source addresses of its own, to the same mailbox providers:
/// simulated side by side on as many threads as there are processors.
final class Fleet {
    /// Any day would do; the same one makes the same output.
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Plan plan;
    private final List<SimulatedWorld.Place> places;

    /// @param sources of each node
    /// @param young of these, those that are new and warm up
    /// @param perSecond starts of each campaign on each node
    record Plan(
            long messages,
            int campaigns,
            int days,
            int nodes,
            int sources,
            int young,
            Rate perSecond,
            long seed) {
        Duration length() {
            return Duration.ofDays(days);
        }
    }

    Fleet(Plan plan, List<ShapingProfile> profiles) {
        this.plan = plan;
        places = SimulatedWorld.of(profiles, plan.days() * 24);
    }

    /// What one node came to.
    ///
    /// @param farSides in the order of the outlets
    record Node(Played played, List<SimulatedFarSide> farSides) {}

    /// Plays all nodes, and hands them on in their order.
    FleetReport run() throws InterruptedException {
        var report = new FleetReport(plan);
        var threads = Math.min(plan.nodes(), Runtime.getRuntime().availableProcessors());
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var tasks = new ArrayList<Callable<Node>>();
            for (int i = 0; i < plan.nodes(); i++) {
                var number = i;
                tasks.add(() -> node(number));
            }
            for (var node : pool.invokeAll(tasks)) report.add(node.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulated node failed", e);
        }
        return report;
    }

    private Node node(int number) {
        var random = new SplittableRandom(plan.seed() * 1_000_003 + number);
        var outlets = new ArrayList<Outlet>();
        var farSides = new ArrayList<SimulatedFarSide>();
        for (int source = 1; source <= plan.sources(); source++) {
            for (var place : places) {
                var farSide =
                        new SimulatedFarSide(
                                place.model(), SimulatedWorld.COMPLAINTS, random.nextLong());
                farSides.add(farSide);
                outlets.add(outlet(source, place, farSide));
            }
        }
        var scenario =
                new Scenario(
                        START,
                        plan.length(),
                        outlets,
                        loads(number),
                        List.of(),
                        DeliverySettings.DEFAULT,
                        Long.MAX_VALUE);
        return new Node(new Simulation(scenario, random).run(), farSides);
    }

    private Outlet outlet(int source, SimulatedWorld.Place place, SimulatedFarSide farSide) {
        return new Outlet(route(source), place.lane(), place.model().bounds(), farSide);
    }

    private Route route(int source) {
        var warmup =
                source <= plan.young()
                        ? Optional.of(WarmupCurve.DEFAULT)
                        : Optional.<WarmupCurve>empty();
        return new Route(
                source,
                ProjectId.FIRST,
                "source-" + source,
                "simulated",
                new byte[0],
                new Route.Limits(
                        Route.CONNECTIONS_MAX, Rate.UNLIMITED, OptionalLong.empty(), warmup),
                Route.Use.ALL);
    }

    /// The campaigns begin evenly over all days but the last.
    private List<Load> loads(int node) {
        var loads = new ArrayList<Load>();
        var end = START.plus(plan.length());
        var throttle =
                new ThrottleRules(
                        plan.perSecond(),
                        Rate.UNLIMITED,
                        Rate.UNLIMITED,
                        ThrottleRules.CONCURRENCY_MAX);
        for (int i = 0; i < plan.campaigns(); i++) {
            var wait = Duration.ofDays(plan.days() - 1).multipliedBy(i).dividedBy(plan.campaigns());
            var window = new SendWindow(START.plus(wait), end);
            var messages = part(part(plan.messages(), plan.nodes(), node), plan.campaigns(), i);
            loads.add(new Load(SimulatedCampaigns.of(i + 1, window, throttle), byLane(messages)));
        }
        return loads;
    }

    /// One of equal parts of a whole; the first ones have what is left over.
    private static long part(long whole, int parts, int number) {
        return whole / parts + (number < whole % parts ? 1 : 0);
    }

    /// By the lanes' shares, and nothing is lost by rounding.
    private Map<Lane, Long> byLane(long messages) {
        var byLane = new TreeMap<Lane, Long>();
        var share = 0.0;
        long dealt = 0;
        for (int i = 0; i < places.size(); i++) {
            share += places.get(i).share();
            var until = i == places.size() - 1 ? messages : Math.round(messages * share);
            byLane.put(places.get(i).lane(), until - dealt);
            dealt = until;
        }
        return byLane;
    }
}

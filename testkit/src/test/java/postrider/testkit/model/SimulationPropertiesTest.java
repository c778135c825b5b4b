package postrider.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import postrider.campaign.Rate;
import postrider.campaign.SendWindow;
import postrider.campaign.ThrottleRules;
import postrider.forecast.FarSide;
import postrider.forecast.Load;
import postrider.forecast.Outlet;
import postrider.forecast.Played;
import postrider.forecast.Scenario;
import postrider.forecast.Simulation;
import postrider.lane.Lane;
import postrider.message.Outcome;

/// What holds for every run, whatever the far sides do: over a thousand seeds, each another mix of
/// campaigns, lanes, routes, limits and providers with hidden limits.
class SimulationPropertiesTest {
    private static final int SEEDS = 1_200;
    private static final int REPEATED = 100;
    private static final Duration EXPIRY = Duration.ofHours(24);
    private static final List<ProviderModel> MODELS = ProviderModels.all();
    private static final double SECOND = 1e9;

    @Test
    void everyMessageEndsInOneStatusAndNoLimitIsExceeded() {
        long messages = 0;
        long slowed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            var world = new World(seed);

            var played = world.run();

            assertNothingIsLost(world, played);
            assertLimitsHold(world);
            messages += played.counters().total();
            slowed += played.outlets().stream().mapToLong(Played.OfOutlet::slowed).sum();
        }
        // There was something to get right.
        assertThat(messages).isGreaterThan(100L * SEEDS);
        assertThat(slowed).isGreaterThan(100);
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= REPEATED; seed++)
            assertThat(new World(seed).run()).as("seed %d", seed).isEqualTo(new World(seed).run());
    }

    private static void assertNothingIsLost(World world, Played played) {
        assertThat(played.flows())
                .as("seed %d", world.seed)
                .isNotEmpty()
                .allSatisfy(flow -> {
                    var messages = world.messages.get(flow.campaign().value() + " " + flow.lane());
                    assertThat(flow.counters().total()).isEqualTo(messages);
                    assertThat(flow.counters().open()).isZero();
                    assertThat(flow.open()).isZero();
                    assertThat(flow.finished()).isPresent();
                });
    }

    private static void assertLimitsHold(World world) {
        assertThat(world.connectionsTooMany).as("seed %d", world.seed).isZero();
        world.startsByRoute.forEach((route, starts) ->
                assertRate(world.seed, "route " + route, starts, world.routeRate));
        var all = new ArrayList<Long>();
        world.startsByRoute.values().forEach(all::addAll);
        Collections.sort(all);
        // Each campaign has its own, and so all together have the sum.
        assertRate(world.seed, "campaigns", all, world.campaignRate * world.campaigns);
    }

    /// Never more in a second than the rate, and a tenth of it or one for each limit at once.
    private static void assertRate(long seed, String what, List<Long> starts, double perSecond) {
        if (perSecond == Double.POSITIVE_INFINITY) return;
        var most = perSecond * 1.1 + 4;
        int from = 0;
        for (int i = 0; i < starts.size(); i++) {
            while (starts.get(i) - starts.get(from) >= SECOND) from++;
            assertThat((double) (i - from + 1)).as("seed %d, %s", seed, what).isLessThan(most);
        }
    }

    /// A scenario that follows from a seed, and all that its far sides saw.
    private static final class World {
        final long seed;
        final int campaigns;
        final double campaignRate;
        final double routeRate;
        final Map<String, Long> messages = new TreeMap<>();
        final Map<Integer, List<Long>> startsByRoute = new TreeMap<>();
        int connectionsTooMany;
        private final SplittableRandom random;
        private final Scenario scenario;

        World(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed * 7_919);
            campaigns = random.nextInt(1, 4);
            campaignRate = rate(random);
            routeRate = rate(random);
            var lanes = random.nextInt(1, 4);
            var outlets = new ArrayList<Outlet>();
            for (int route = random.nextInt(1, 3); route > 0; route--)
                for (int lane = 0; lane < lanes; lane++) outlets.add(outlet(route, lane(lane)));
            scenario = Scenarios.scenario(EXPIRY, outlets, loads(lanes));
        }

        private static double rate(RandomGenerator random) {
            return random.nextInt(3) == 0 ? random.nextInt(1, 10) : Double.POSITIVE_INFINITY;
        }

        private static Lane lane(int number) {
            return new Lane("provider" + number);
        }

        private List<Load> loads(int lanes) {
            var loads = new ArrayList<Load>();
            for (int id = 1; id <= campaigns; id++) {
                var byLane = new TreeMap<Lane, Long>();
                for (int lane = 0; lane < lanes; lane++) {
                    var count = random.nextLong(20, 100);
                    byLane.put(lane(lane), count);
                    messages.put(id + " " + lane(lane), count);
                }
                var start = Scenarios.START.plusSeconds(random.nextLong(3_600));
                var window = new SendWindow(start, Scenarios.START.plus(EXPIRY));
                var limits =
                        new ThrottleRules(
                                new Rate(campaignRate),
                                Rate.UNLIMITED,
                                Rate.UNLIMITED,
                                random.nextInt(1, 50));
                loads.add(new Load(SimulatedCampaigns.of(id, window, limits), byLane));
            }
            return loads;
        }

        private Outlet outlet(int route, Lane lane) {
            var model = MODELS.get(random.nextInt(MODELS.size())).lasting(24);
            var farSide = new SimulatedFarSide(model, 0.01, random.nextLong());
            return new Outlet(
                    Scenarios.route(route, new Rate(routeRate)),
                    lane,
                    model.bounds(),
                    watched(farSide, route, model.bounds().connectionsMax()));
        }

        private FarSide watched(FarSide farSide, int route, int connectionsMax) {
            var starts = startsByRoute.computeIfAbsent(route, _ -> new ArrayList<>());
            return new FarSide() {
                @Override
                public Optional<Outcome> greet(int open, long now) {
                    if (open > connectionsMax) connectionsTooMany++;
                    return farSide.greet(open, now);
                }

                @Override
                public Outcome answer(int open, long now) {
                    starts.add(now);
                    return farSide.answer(open, now);
                }

                @Override
                public long latency() {
                    return farSide.latency();
                }
            };
        }

        Played run() {
            return new Simulation(scenario, random).run();
        }
    }
}

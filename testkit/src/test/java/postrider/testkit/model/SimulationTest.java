package postrider.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.model.Scenarios.FAST;
import static postrider.testkit.model.Scenarios.GOOGLE;
import static postrider.testkit.model.Scenarios.START;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postrider.forecast.FarSide;
import postrider.forecast.Load;
import postrider.forecast.Outlet;
import postrider.forecast.Played;
import postrider.forecast.Simulation;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;
import postrider.pacing.Bounds;

class SimulationTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Bounds TEN_A_SECOND = new Bounds(5, 5, 10, 10);
    private static final FarSide FRIENDLY = new Scenarios.Friendly();

    private static Played play(List<Outlet> outlets, Load... loads) {
        return new Simulation(
                        Scenarios.scenario(DAY, outlets, List.of(loads)), new SplittableRandom(1))
                .run();
    }

    private static Duration taken(Played.OfFlow flow) {
        return Duration.between(START, flow.finished().orElseThrow());
    }

    @Test
    void takesAsLongAsTheLaneAllows() {
        var outlet = Scenarios.outlet(1, GOOGLE, TEN_A_SECOND, FRIENDLY);

        var played = play(List.of(outlet), Scenarios.load(1, DAY, 6_000));

        assertThat(played.counters().of(Status.DELIVERED)).isEqualTo(6_000);
        assertThat(taken(played.flows().getFirst()))
                .isBetween(Duration.ofSeconds(595), Duration.ofSeconds(605));
    }

    @Test
    void aSmallCampaignHasItsTurnsBesideALargeOne() {
        var outlet = Scenarios.outlet(1, GOOGLE, TEN_A_SECOND, FRIENDLY);

        var played =
                play(List.of(outlet), Scenarios.load(1, DAY, 100_000), Scenarios.load(2, DAY, 100));

        // Every second start is its own.
        assertThat(taken(played.flows().get(1))).isLessThan(Duration.ofSeconds(22));
        assertThat(played.counters().of(Status.DELIVERED)).isEqualTo(100_100);
    }

    @Test
    void aRouteThatIsDownLosesNothingAndTheOtherTakesItsMessages() {
        var down =
                new Scenarios.Friendly() {
                    @Override
                    public Optional<Outcome> greet(int open, long now) {
                        return Optional.of(
                                new Outcome.Deferred(Reply.NONE, Reason.CONNECTION, Duration.ZERO));
                    }
                };
        var outlets =
                List.of(
                        Scenarios.outlet(1, GOOGLE, FAST, down),
                        Scenarios.outlet(2, GOOGLE, FAST, FRIENDLY));

        var played = play(outlets, Scenarios.load(1, DAY, 20_000));

        assertThat(played.counters().of(Status.DELIVERED)).isEqualTo(20_000);
        assertThat(played.outlets().getFirst().attempts()).isZero();
        assertThat(taken(played.flows().getFirst())).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void twoRoutesShareTheMessages() {
        var outlets =
                Stream.of(1, 2)
                        .map(route -> Scenarios.outlet(route, GOOGLE, TEN_A_SECOND, FRIENDLY))
                        .toList();

        var played = play(outlets, Scenarios.load(1, DAY, 12_000));

        assertThat(taken(played.flows().getFirst())).isLessThan(Duration.ofMinutes(12));
        assertThat(played.outlets())
                .allSatisfy(outlet -> assertThat(outlet.attempts()).isBetween(4_800L, 7_200L));
    }

    @Test
    void whatTheWindowDoesNotLetThroughIsDropped() {
        var outlet = Scenarios.outlet(1, GOOGLE, TEN_A_SECOND, FRIENDLY);

        var played = play(List.of(outlet), Scenarios.load(1, Duration.ofMinutes(1), 1_000));

        var counters = played.counters();
        assertThat(counters.of(Status.DELIVERED)).isBetween(595L, 601L);
        assertThat(counters.of(Status.DROPPED)).isEqualTo(1_000 - counters.of(Status.DELIVERED));
    }

    @Test
    void endsAfterSoManyAttemptsAndTellsThePace() {
        var outlet = Scenarios.outlet(1, GOOGLE, TEN_A_SECOND, FRIENDLY);
        var scenario =
                new postrider.forecast.Scenario(
                        START,
                        DAY,
                        List.of(outlet),
                        List.of(Scenarios.load(1, DAY, 100_000)),
                        List.of(),
                        postrider.delivery.DeliverySettings.DEFAULT,
                        1_000);

        var played = new Simulation(scenario, new SplittableRandom(1)).run();

        assertThat(played.attempts()).isEqualTo(1_000);
        assertThat(played.flows().getFirst().recent().perSecond()).isBetween(9.5, 10.5);
        assertThat(played.flows().getFirst().finished()).isEmpty();
    }

    @Test
    void aDailyCapLetsThroughNoMoreInADay() {
        var capped = Scenarios.capped(1, 1_000, FRIENDLY);

        var played = play(List.of(capped), Scenarios.load(1, DAY, 5_000));

        assertThat(played.counters().of(Status.DELIVERED)).isEqualTo(1_000);
        assertThat(played.counters().of(Status.DROPPED)).isEqualTo(4_000);
    }
}

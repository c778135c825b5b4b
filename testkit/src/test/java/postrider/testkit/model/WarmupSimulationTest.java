package postrider.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.model.Scenarios.FAST;
import static postrider.testkit.model.Scenarios.GOOGLE;
import static postrider.testkit.model.Scenarios.START;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import postrider.forecast.Outlet;
import postrider.forecast.Played;
import postrider.forecast.Simulation;
import postrider.forecast.WarmupDay;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;
import postrider.pacing.WarmupCurve;

/// Thirty days of two young sources.
class WarmupSimulationTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
    private static final long BACKLOG = 4_000_000;

    private static Played play(Outlet one, Outlet other, Duration length, long messages) {
        var load = Scenarios.load(1, length, messages);
        var scenario = Scenarios.scenario(length, List.of(one, other), List.of(load));
        return new Simulation(scenario, new SplittableRandom(1)).run();
    }

    private static List<WarmupDay> days(Played played, int outlet) {
        return played.warmups().get(outlet).days();
    }

    @Test
    void twoSourcesFollowTheCurveToTheMessage() {
        var played =
                play(
                        Scenarios.young(1, GOOGLE, new Scenarios.Friendly()),
                        Scenarios.young(2, GOOGLE, new Scenarios.Friendly()),
                        Duration.ofDays(18),
                        1_000_000);

        for (int source = 0; source < 2; source++) {
            assertThat(days(played, source)).hasSize(18);
            assertThat(days(played, source))
                    .extracting(WarmupDay::started)
                    .isEqualTo(WarmupCurve.DEFAULT.perDay().subList(0, 18));
        }
    }

    @Test
    void holdsAndStepsBackAsWrittenAndLosesNothing() {
        // On day 2 too many are deferred; on day 4 three complain; on day 8 there is a block reply.
        var troubled = new Troubled(Map.of(1, 6), Map.of(3, 3), 7);

        var played =
                play(
                        Scenarios.young(1, GOOGLE, troubled),
                        Scenarios.young(2, GOOGLE, new Scenarios.Friendly()),
                        MONTH,
                        BACKLOG);

        // Held on day 3, back by two on day 5, and at once on day 8, which day 9 has to go on from.
        assertThat(days(played, 0).subList(0, 11))
                .extracting(WarmupDay::step)
                .containsExactly(0, 1, 1, 2, 0, 1, 2, 3, 1, 2, 3);
        assertThat(days(played, 1))
                .extracting(WarmupDay::step)
                .startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertSentIsPlanned(days(played, 0));
        assertThat(played.counters().total()).isEqualTo(BACKLOG);
        assertThat(played.counters().open()).isZero();
    }

    /// But for the day of the block reply, and days that allow more than waits.
    private static void assertSentIsPlanned(List<WarmupDay> days) {
        assertThat(days.subList(0, 20))
                .allSatisfy(day -> {
                    if (day.blocked()) assertThat(day.started()).isLessThan(day.planned());
                    else assertThat(day.started()).isEqualTo(day.planned());
                });
    }

    @Test
    void whatAYoungSourceMayNotSendGoesToAWarmOne() {
        var warm = Scenarios.outlet(2, GOOGLE, FAST, new Scenarios.Friendly());

        var played =
                play(
                        Scenarios.young(1, GOOGLE, new Scenarios.Friendly()),
                        warm,
                        Duration.ofDays(2),
                        30_000);

        var delivered = played.counters().of(Status.DELIVERED);
        assertThat(delivered).isEqualTo(30_000);
        assertThat(Duration.between(START, played.flows().getFirst().finished().orElseThrow()))
                .isLessThan(Duration.ofMinutes(10));
        assertThat(days(played, 0).getFirst().started()).isLessThanOrEqualTo(5);
    }

    @Test
    void whatNoSourceMaySendTodayWaitsForTheNextDay() {
        var played =
                play(
                        Scenarios.young(1, GOOGLE, new Scenarios.Friendly()),
                        Scenarios.young(2, GOOGLE, new Scenarios.Friendly()),
                        MONTH,
                        700);

        assertThat(played.counters().of(Status.DELIVERED)).isEqualTo(700);
        // 100, 200, and 400 over the hours of the third day.
        assertThat(played.flows().getFirst().finished().orElseThrow())
                .isBetween(START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(3)));
    }

    /// Takes everything but on some days, counted from 0.
    private static final class Troubled extends Scenarios.Friendly {
        private static final Outcome TOO_FAST =
                new Outcome.Deferred(
                        new Reply(450, "4.7.0", "slow down"), Reason.RATE_LIMITED, Duration.ZERO);
        private static final Outcome LISTED =
                new Outcome.Deferred(
                        new Reply(451, "4.7.1", "listed"), Reason.REPUTATION, Duration.ZERO);

        private final Map<Integer, Integer> deferrals;
        private final Map<Integer, Integer> complaints;
        private final int blockDay;
        private boolean hasBlocked;

        Troubled(Map<Integer, Integer> deferrals, Map<Integer, Integer> complaints, int blockDay) {
            this.deferrals = new TreeMap<>(deferrals);
            this.complaints = new TreeMap<>(complaints);
            this.blockDay = blockDay;
        }

        /// From noon on, so many.
        private static boolean isDue(Map<Integer, Integer> left, long now) {
            var day = (int) (now / DAY_NANOS);
            if (now % DAY_NANOS < DAY_NANOS / 2 || left.getOrDefault(day, 0) == 0) return false;
            left.merge(day, -1, Integer::sum);
            return true;
        }

        @Override
        public Outcome answer(int open, long now) {
            if (isDue(deferrals, now)) return TOO_FAST;
            if (now / DAY_NANOS == blockDay && now % DAY_NANOS > DAY_NANOS / 2 && !hasBlocked) {
                hasBlocked = true;
                return LISTED;
            }
            return super.answer(open, now);
        }

        @Override
        public boolean complains(long now) {
            return isDue(complaints, now);
        }
    }
}

package postrider.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2025-12-01T10:00:00Z");
    private static final RetrySchedule STEADY = schedule(0);

    @Test
    void waitsEachDelayInTurnAndThenTheLast() {
        assertThat(next(STEADY, 1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(next(STEADY, 2)).isEqualTo(Duration.ofMinutes(5));
        assertThat(next(STEADY, 3)).isEqualTo(Duration.ofHours(1));
        assertThat(next(STEADY, 99)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void waitsAtLeastAsLongAsTheFarSideAsks() {
        var next = STEADY.next(STEADY.delay(1), NOW, NOW, Duration.ofMinutes(7), new Random(1));

        assertThat(next).contains(NOW.plus(Duration.ofMinutes(7)));
    }

    @Test
    void endsWithTheExpirySinceTheFirstAttempt() {
        var first = NOW.minus(Duration.ofHours(23));

        assertThat(STEADY.next(STEADY.delay(3), first, NOW, Duration.ZERO, new Random(1)))
                .contains(NOW.plus(Duration.ofHours(1)));
        assertThat(
                        STEADY.next(
                                STEADY.delay(3),
                                first.minusMillis(1),
                                NOW,
                                Duration.ZERO,
                                new Random(1)))
                .isEmpty();
        assertThat(STEADY.next(STEADY.delay(1), NOW, NOW, Duration.ofDays(2), new Random(1)))
                .isEmpty();
    }

    @Test
    void variesByItsJitterToEitherSide() {
        var random = new Random(7);
        var waits = new TreeSet<Duration>();
        for (int i = 0; i < 5_000; i++) {
            var next =
                    schedule(0.2)
                            .next(schedule(0.2).delay(2), NOW, NOW, Duration.ZERO, random)
                            .orElseThrow();
            waits.add(Duration.between(NOW, next));
        }

        assertThat(waits.first()).isBetween(Duration.ofSeconds(240), Duration.ofSeconds(242));
        assertThat(waits.last()).isBetween(Duration.ofSeconds(358), Duration.ofSeconds(360));
    }

    @Test
    void neverWaitsForNothing() {
        var shortest =
                new RetrySchedule(
                        List.of(Duration.ofNanos(1)), Duration.ofNanos(1), Duration.ofDays(1), 0.5);

        assertThat(
                        shortest.next(shortest.delay(1), NOW, NOW, Duration.ZERO, new Random(1))
                                .orElseThrow())
                .isAfter(NOW);
    }

    @Test
    void refusesWhatIsNoSchedule() {
        var minute = Duration.ofMinutes(1);
        var many = Collections.nCopies(RetrySchedule.DELAYS_MAX + 1, minute);

        assertRefused(List.of(Duration.ZERO), minute, minute, 0);
        assertRefused(List.of(minute.negated()), minute, minute, 0);
        assertRefused(many, minute, minute, 0);
        assertRefused(List.of(), Duration.ZERO, minute, 0);
        assertRefused(List.of(), minute, Duration.ZERO, 0);
        assertRefused(List.of(), minute, minute, -0.01);
        assertRefused(List.of(), minute, minute, 0.51);
        assertRefused(List.of(), minute, minute, Double.NaN);
    }

    private static void assertRefused(
            List<Duration> delays, Duration thereafter, Duration expiry, double jitter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySchedule(delays, thereafter, expiry, jitter));
    }

    private static RetrySchedule schedule(double jitter) {
        return new RetrySchedule(
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)),
                Duration.ofHours(1),
                Duration.ofHours(24),
                jitter);
    }

    private static Duration next(RetrySchedule schedule, int attempts) {
        var next = schedule.next(schedule.delay(attempts), NOW, NOW, Duration.ZERO, new Random(1));
        return Duration.between(NOW, next.orElseThrow());
    }
}

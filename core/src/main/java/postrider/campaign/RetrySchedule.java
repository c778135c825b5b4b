package postrider.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a deferred message is tried again: after each of `delays` in turn, then every `thereafter`,
/// until `expiry` has passed since the first attempt.
///
/// @param jitter share of the delay by which it varies to either side, 0 to 0.5, so that what was
///     deferred together does not come back together
public record RetrySchedule(
        List<Duration> delays, Duration thereafter, Duration expiry, double jitter) {
    public static final int DELAYS_MAX = 50;
    public static final RetrySchedule DEFAULT =
            new RetrySchedule(
                    List.of(
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(15),
                            Duration.ofHours(1)),
                    Duration.ofHours(4),
                    Duration.ofHours(24),
                    0.15);

    public RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.size() > DELAYS_MAX)
            throw new IllegalArgumentException("at most " + DELAYS_MAX + " delays");
        if (delays.stream().anyMatch(RetrySchedule::isNotPositive) || isNotPositive(thereafter)) {
            throw new IllegalArgumentException("a delay is above zero");
        }
        if (isNotPositive(expiry)) throw new IllegalArgumentException("an expiry is above zero");
        if (!(jitter >= 0 && jitter <= 0.5))
            throw new IllegalArgumentException("jitter is 0 to 0.5: " + jitter);
    }

    private static boolean isNotPositive(Duration duration) {
        return duration.isZero() || duration.isNegative();
    }

    /// The delay after so many attempts.
    ///
    /// @param attempts made so far, from 1
    public Duration delay(int attempts) {
        return attempts <= delays.size() ? delays.get(attempts - 1) : thereafter;
    }

    /// The next attempt, after this delay and its jitter; empty if that would be past the expiry.
    ///
    /// @param atLeast a wait that the far side asked for, or zero
    public Optional<Instant> next(
            Duration delay, Instant first, Instant now, Duration atLeast, RandomGenerator random) {
        var jittered = delay.toMillis() * (1 + jitter * (2 * random.nextDouble() - 1));
        var wait = Math.max(Math.max(1, (long) jittered), atLeast.toMillis());
        var next = now.plusMillis(wait);
        return next.isAfter(first.plus(expiry)) ? Optional.empty() : Optional.of(next);
    }
}

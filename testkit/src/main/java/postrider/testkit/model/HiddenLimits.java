package postrider.testkit.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The limits of one run: the model's, moved by the seed. Knows what a sender who knew them all could
/// have sent.
final class HiddenLimits {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    /// So long after a limit changed, nobody is blamed for not knowing it.
    static final long GRACE = Duration.ofMinutes(5).toNanos();

    private final ProviderModel model;
    private final List<Since> phases = new ArrayList<>();
    private final Spans bursts;
    private final Spans blocks;
    private final double latencySeconds;
    private final long midnight;
    private final long end;

    record Since(long from, Allowance allowance) {}

    HiddenLimits(ProviderModel model, RandomGenerator random) {
        this.model = model;
        end = TimeUnit.HOURS.toNanos(model.hours());
        var factor = random.nextDouble(0.6, 1.6);
        for (var allowance : model.allowances()) phases.add(moved(allowance, factor, random));
        latencySeconds = model.latencySeconds() * random.nextDouble(0.7, 1.5);
        midnight = random.nextLong(DAY);
        var weather = model.weather();
        bursts =
                Spans.recurring(
                        weather.burstEveryMinutes() * MINUTE,
                        TimeUnit.SECONDS.toNanos(weather.burstSeconds()),
                        end,
                        random);
        blocks =
                Spans.scattered(
                        weather.blocks(),
                        weather.blockMinutesMin() * MINUTE,
                        weather.blockMinutesMax() * MINUTE,
                        end,
                        random);
    }

    /// All rates and caps by one factor, each moment by up to twenty minutes.
    private static Since moved(Allowance allowance, double factor, RandomGenerator random) {
        var minute = allowance.fromMinute();
        if (minute > 0) minute += random.nextInt(-20, 21);
        var perDay =
                allowance.perDay() == Allowance.ANY
                        ? Allowance.ANY
                        : Math.round(allowance.perDay() * factor);
        var moved =
                new Allowance(
                        minute, allowance.perSecond() * factor, allowance.connections(), perDay);
        return new Since(minute * MINUTE, moved);
    }

    long end() {
        return end;
    }

    double latencySeconds() {
        return latencySeconds;
    }

    List<Since> phases() {
        return phases;
    }

    Allowance at(long time) {
        var found = phases.getFirst();
        for (var phase : phases) if (phase.from() <= time) found = phase;
        return found.allowance();
    }

    boolean isBlocked(long time) {
        return blocks.contains(time);
    }

    boolean isBurst(long time) {
        return bursts.contains(time);
    }

    /// The number of the simulated day.
    long day(long time) {
        return (time + midnight) / DAY;
    }

    /// Whether a limit changed a moment ago, or the run has just begun.
    boolean isGrace(long time) {
        for (var phase : phases) {
            if (time >= phase.from() && time < phase.from() + GRACE) return true;
        }
        return false;
    }

    /// What could be sent in the second that begins now, the daily cap aside: as far as the sender's own
    /// ceiling allows.
    double entitledTo(long time) {
        if (isBlocked(time) || isBurst(time)) return 0;
        var allowance = at(time);
        var bounds = model.bounds();
        var connections = Math.min(allowance.connections(), bounds.connectionsMax());
        return Math.min(
                Math.min(allowance.perSecond(), bounds.perSecondMax()),
                connections / latencySeconds);
    }
}

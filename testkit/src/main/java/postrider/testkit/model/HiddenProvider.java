package postrider.testkit.model;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import postrider.pacing.Signal;

/// The far side of one run: answers attempts by limits that it tells nobody. Times never go back.
final class HiddenProvider {
    /// One excess is held against the sender once, however many attempts it had under way.
    private static final long GRUDGE_EVERY = TimeUnit.SECONDS.toNanos(10);

    /// A grudge of any size is forgotten at this pace: by 5 % of the limit in twenty minutes.
    private static final double FORGIVEN_PER_SECOND = 0.05 / 1_200;

    private final HiddenLimits limits;
    private final ProviderModel model;
    private final RandomGenerator random;
    private final Gate.Meter meter;
    private Allowance allowance;
    private long shutUntil;
    private double trust = 1;
    private long trustAt;
    private long grudgeAt = -GRUDGE_EVERY;
    private long day = -1;
    private long today;

    HiddenProvider(ProviderModel model, HiddenLimits limits, RandomGenerator random) {
        this.model = model;
        this.limits = limits;
        this.random = random;
        allowance = limits.at(0);
        meter = model.gate().open(allowance.perSecond());
    }

    /// Whether it takes a connection, as the one that makes so many.
    boolean takesConnection(int open, long now) {
        return open <= limits.at(now).connections();
    }

    Signal answer(int open, long now) {
        turnTo(now);
        if (limits.isBlocked(now)) return Signal.SUSPEND;
        if (open > allowance.connections()) return Signal.TOO_MANY_CONNECTIONS;
        if (limits.isBurst(now) || now < shutUntil || today >= allowance.perDay())
            return Signal.SLOW;
        if (random.nextDouble() < model.weather().noise()) return Signal.SLOW;
        if (!meter.admits(now)) return excess(now);
        today++;
        return random.nextDouble() < model.weather().recipients()
                ? Signal.REFUSED
                : Signal.ACCEPTED;
    }

    private void turnTo(long now) {
        if (limits.day(now) != day) {
            day = limits.day(now);
            today = 0;
        }
        var trusted = Math.min(1, trust + (now - trustAt) / 1e9 * FORGIVEN_PER_SECOND);
        trustAt = now;
        if (allowance.equals(limits.at(now)) && trusted == trust) return;
        trust = trusted;
        allowance = limits.at(now);
        meter.limit(allowance.perSecond() * trust);
    }

    private Signal excess(long now) {
        var manners = model.manners();
        shutUntil = now + TimeUnit.SECONDS.toNanos(manners.penaltySeconds());
        if (manners.grudge() > 0 && now - grudgeAt >= GRUDGE_EVERY) {
            grudgeAt = now;
            trust *= 1 - manners.grudge();
            meter.limit(allowance.perSecond() * trust);
        }
        return Signal.SLOW.after(Duration.ofSeconds(manners.asksSeconds()));
    }

    /// Nanoseconds until the reply to an attempt that starts now.
    long latency() {
        return (long) (limits.latencySeconds() * random.nextDouble(0.5, 1.5) * 1e9);
    }
}

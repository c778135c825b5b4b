package postrider.forecast;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// A far side as far as it is known: it takes every message, up to the speed that it refused before.
public final class SupposedFarSide implements FarSide {
    private static final Outcome TAKEN = new Outcome.Delivered(new Reply(250, "2.0.0", "OK"));
    private static final Outcome TOO_FAST =
            new Outcome.Deferred(
                    new Reply(450, "4.7.0", "too many messages"),
                    Reason.RATE_LIMITED,
                    Duration.ZERO);

    /// What was not used is saved up for so long.
    private static final double SAVED_SECONDS = 10;

    private final double perSecond;
    private final long latency;
    private double saved;
    private long savedAt;

    /// @param refusedPerSecond the speed that was refused last, or 0 if none was
    /// @param latency from the start of an attempt to its end, above zero
    public SupposedFarSide(double refusedPerSecond, Duration latency) {
        if (latency.isZero() || latency.isNegative())
            throw new IllegalArgumentException("a reply takes time: " + latency);
        perSecond = refusedPerSecond;
        this.latency = latency.toNanos();
        saved = size();
    }

    private double size() {
        return Math.max(1, SAVED_SECONDS * perSecond);
    }

    @Override
    public Optional<Outcome> greet(int open, long now) {
        return Optional.empty();
    }

    @Override
    public Outcome answer(int open, long now) {
        if (perSecond == 0) return TAKEN;
        var since = (now - savedAt) / (double) TimeUnit.SECONDS.toNanos(1);
        saved = Math.min(size(), saved + since * perSecond);
        savedAt = now;
        if (saved < 1) return TOO_FAST;
        saved--;
        return TAKEN;
    }

    @Override
    public long latency() {
        return latency;
    }
}

package postrider.testkit.sim;

import java.util.concurrent.atomic.AtomicLong;

/// Lets through so many a second, with a burst of a quarter of a second, and turns away the rest.
final class RateGate {
    private static final long BURST_NANOS = 250_000_000;

    private final long intervalNanos;
    private final AtomicLong nextNanos = new AtomicLong(Long.MIN_VALUE);

    RateGate(double perSecond) {
        // A billion a second and more is no limit.
        intervalNanos = (long) (1e9 / perSecond);
    }

    boolean admits(long nowMicros) {
        if (intervalNanos == 0) return true;
        var now = nowMicros * 1_000;
        while (true) {
            var next = nextNanos.get();
            var start = Math.max(next, now);
            // Below four a second the burst is the one message.
            if (start - now > Math.max(0, BURST_NANOS - intervalNanos)) return false;
            if (nextNanos.compareAndSet(next, start + intervalNanos)) return true;
        }
    }
}

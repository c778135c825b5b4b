package postrider.pacing;

import java.util.concurrent.TimeUnit;

/// From the end of one long rest to the end of the next: what was accepted meanwhile tells what the far
/// side takes in the long run, where the rests are long beside what ran between them. Guarded by
/// [LaneControl].
final class Cycle {
    /// A shorter rest is an incident.
    static final long REST_MIN = TimeUnit.SECONDS.toNanos(60);

    private static final long LONG_REST = TimeUnit.MINUTES.toNanos(10);

    /// Of a rest, the last part was not needed: the probe came late.
    private static final int LATE_PART = 4;

    private static final int RAN_PER_REST_MAX = 3;

    private long at;
    private long accepted;

    Cycle(long now) {
        at = now;
    }

    void count() {
        accepted++;
    }

    /// Ends the cycle and begins the next.
    ///
    /// @return the speed that can last, or the level as it is if the rest tells nothing
    double end(double level, long stoodStill, long now) {
        var ran = now - stoodStill - at;
        var average = accepted / Math.max(1, (now - stoodStill / LATE_PART - at) / 1e9);
        at = now;
        accepted = 0;
        if (ran > RAN_PER_REST_MAX * stoodStill || average > 0.9 * level) return level;
        return Math.max(average, (stoodStill >= LONG_REST ? 0.5 : 0.75) * level);
    }
}

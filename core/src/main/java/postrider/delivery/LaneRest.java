package postrider.delivery;

import java.util.concurrent.TimeUnit;

/// When a lane rests, and how many connections it may have, after what the far side told it. The
/// rests double while nothing gets better and end with the first accepted message. Guarded by
/// [LaneRests].
final class LaneRest {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /// A host that takes no more connections is asked again after this.
    private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private int open;
    private int inARow;
    private long restUntilNanos;
    private boolean resting;
    private int most = Integer.MAX_VALUE;
    private long mostUntilNanos;

    void connected() {
        open++;
    }

    void disconnected() {
        open--;
    }

    /// While other connections work, the host is only full; else the lane rests.
    void couldNotConnect(long now) {
        if (open == 0) {
            rest(now);
            return;
        }
        most = open;
        mostUntilNanos = now + FULL_NANOS;
    }

    void tooFast(long now) {
        rest(now);
    }

    private void rest(long now) {
        // Many connections are told the same at once: that is one sign, not many.
        if (left(now) > 0) return;
        restUntilNanos = now + Math.min(FIRST_NANOS << Math.min(inARow, 10), LONGEST_NANOS);
        resting = true;
        inARow++;
    }

    void accepted() {
        inARow = 0;
    }

    /// Nanoseconds that the lane still rests.
    long left(long now) {
        if (!resting) return 0;
        var left = restUntilNanos - now;
        if (left <= 0) resting = false;
        return Math.max(0, left);
    }

    int connectionsMax(int limit, long now) {
        if (most != Integer.MAX_VALUE && now - mostUntilNanos >= 0) most = Integer.MAX_VALUE;
        return Math.min(limit, most);
    }
}

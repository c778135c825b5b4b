package postrider.pacing;

import java.util.concurrent.TimeUnit;

/// How many connections a lane may have. One more is allowed when one was missing while all went well;
/// the number that was refused is remembered and tried again seldom. Guarded by [LaneControl].
final class ConnectionLevel {
    private static final long STEP = TimeUnit.SECONDS.toNanos(10);
    private static final int STEP_SAMPLES = 10;
    private static final long PROBE_FIRST = TimeUnit.MINUTES.toNanos(10);
    private static final long PROBE_LAST = TimeUnit.MINUTES.toNanos(60);

    private final Bounds bounds;
    private int level;
    private int open;
    private boolean wanted;
    private long stepAt;
    private int accepted;

    /// What was refused last, or 0.
    private int refused;

    private long refusedAt;
    private long probeEvery = PROBE_FIRST;

    ConnectionLevel(Bounds bounds, LaneState state, long now) {
        this.bounds = bounds;
        level = Math.min(state.connections(), bounds.connectionsStart());
        refused = state.refusedConnections();
        refusedAt = now;
        stepAt = now;
    }

    int refused() {
        return refused;
    }

    int level() {
        return level;
    }

    boolean mayOpen() {
        if (open < level) return true;
        wanted = true;
        return false;
    }

    void opened() {
        open++;
    }

    void closed() {
        open--;
    }

    int open() {
        return open;
    }

    void accepted(long now) {
        accepted++;
        if (!wanted || now - stepAt < STEP || accepted < STEP_SAMPLES) return;
        var next = level + 1;
        if (next > bounds.connectionsMax()) return;
        if (refused > 0 && next >= refused && now - refusedAt < probeEvery) return;
        if (refused > 0 && next > refused) forget();
        level = next;
        step(now);
    }

    private void forget() {
        refused = 0;
        probeEvery = PROBE_FIRST;
    }

    private void step(long now) {
        stepAt = now;
        accepted = 0;
        wanted = false;
    }

    /// As many as are open now, the refused one with them, are one too many.
    void tooMany(long now) {
        var next = Math.max(1, Math.min(level, open - 1));
        if (refused > 0 && next + 1 >= refused) probeEvery = Math.min(PROBE_LAST, 2 * probeEvery);
        else probeEvery = PROBE_FIRST;
        level = next;
        refused = next + 1;
        refusedAt = now;
        step(now);
    }

    /// After a suspension: as many as at first, step by step to where it was.
    void restart(long now) {
        level = Math.min(level, bounds.connectionsStart());
        step(now);
    }
}

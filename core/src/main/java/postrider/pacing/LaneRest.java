package postrider.pacing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whether a lane stands still: it does after every decrease, for a moment, and then sends a single
/// probe. A probe that is refused makes the pause longer, and after the longest the lane is suspended:
/// for a quarter of an hour first, and for four hours at most. Guarded by [LaneControl].
final class LaneRest {
    /// A window that is full, a penalty or a restart of the far side: over within minutes, and not worth a
    /// suspension. Together they take 317 seconds.
    private static final List<Long> PAUSES =
            List.of(
                    seconds(2),
                    seconds(5),
                    seconds(10),
                    seconds(20),
                    seconds(40),
                    seconds(80),
                    seconds(160));

    private static final List<Long> SUSPENSIONS =
            List.of(minutes(15), minutes(30), minutes(60), minutes(120), minutes(240));

    private boolean closed;
    private long closedAt;
    private long until;
    private long probe = LaneControl.NO_ATTEMPT;

    /// Pauses in a row since something was accepted.
    private int pauses;

    /// Suspensions in a row, each before the lane ran as long as it had rested.
    private int suspensions;

    private boolean suspended;
    private long rested;
    private long openedAt;

    LaneRest(LaneState state, long now) {
        suspensions = state.suspensions();
        openedAt = now;
        if (state.rest().isZero()) return;
        suspended = state.rest().toNanos() > PAUSES.getLast();
        rested = state.rest().toNanos();
        close(rested, now);
    }

    private static long seconds(int count) {
        return TimeUnit.SECONDS.toNanos(count);
    }

    private static long minutes(int count) {
        return TimeUnit.MINUTES.toNanos(count);
    }

    boolean isClosed() {
        return closed;
    }

    boolean isSuspended() {
        return closed && suspended;
    }

    boolean isProbing() {
        return closed && probe != LaneControl.NO_ATTEMPT;
    }

    int suspensions() {
        return suspensions;
    }

    Duration left(long now) {
        return closed ? Duration.ofNanos(Math.max(0, until - now)) : Duration.ZERO;
    }

    /// Nanoseconds until the next start, or [LaneControl#UNTIL_AN_END] while a probe is under way.
    long waitFrom(long now) {
        if (!closed) return 0;
        return probe == LaneControl.NO_ATTEMPT
                ? Math.max(0, until - now)
                : LaneControl.UNTIL_AN_END;
    }

    void started(long attempt) {
        if (closed) probe = attempt;
    }

    boolean isProbe(long attempt) {
        return closed && attempt == probe;
    }

    /// The probe told nothing: the next may go at once.
    void probeAgain() {
        probe = LaneControl.NO_ATTEMPT;
    }

    void pause(Duration atLeast, long now) {
        if (pauses >= PAUSES.size()) {
            suspend(atLeast, now);
            return;
        }
        close(Math.max(PAUSES.get(pauses++), atLeast.toNanos()), now);
        // Whoever is told to stay away for long is suspended, whatever it is called.
        suspended |= until - now >= SUSPENSIONS.getFirst();
    }

    /// As a pause, but never a suspension: whoever cannot be reached is soon asked again.
    void await(Duration atLeast, long now) {
        var nanos = PAUSES.get(Math.min(pauses++, PAUSES.size() - 1));
        close(Math.max(nanos, atLeast.toNanos()), now);
    }

    void suspend(Duration atLeast, long now) {
        if (!suspended && now - openedAt >= rested) suspensions = 0;
        suspended = true;
        rested = SUSPENSIONS.get(Math.min(suspensions++, SUSPENSIONS.size() - 1));
        close(Math.max(rested, atLeast.toNanos()), now);
    }

    private void close(long nanos, long now) {
        if (!closed) closedAt = now;
        closed = true;
        probe = LaneControl.NO_ATTEMPT;
        until = now + nanos;
    }

    /// The probe was accepted.
    ///
    /// @return nanoseconds that the lane stood still
    long open(long now) {
        closed = false;
        suspended = false;
        pauses = 0;
        probe = LaneControl.NO_ATTEMPT;
        openedAt = now;
        return now - closedAt;
    }
}

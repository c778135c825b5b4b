package postrider.forecast;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import postrider.pacing.Signal;

/// Counts what an outlet did, and tells the far side for how long messages waited for its pace alone.
final class OutletTally {
    private static final long TELL_EVERY = TimeUnit.MINUTES.toNanos(1);
    private static final long NONE = -1;

    private final FarSide farSide;
    private long wantedSince = NONE;
    private long attempts;
    private long slowed;
    private long accepted;
    private long lastStart = NONE;

    OutletTally(FarSide farSide) {
        this.farSide = farSide;
    }

    /// A message waits for this lane's pace, or starts.
    void wanted(long now) {
        if (wantedSince == NONE) wantedSince = now;
        if (now - wantedSince < TELL_EVERY) return;
        farSide.wanted(wantedSince, now);
        wantedSince = now;
    }

    /// Nothing waits, or it waits for something else: a campaign's limit, a warmup's.
    void unwanted(long now) {
        if (wantedSince == NONE) return;
        farSide.wanted(wantedSince, now);
        wantedSince = NONE;
    }

    void started(long now) {
        attempts++;
        lastStart = now;
    }

    /// A connection was refused: an attempt that came to nothing, if it was for the number of them.
    void noLink(Signal.Kind kind) {
        if (kind != Signal.Kind.TOO_MANY_CONNECTIONS) return;
        attempts++;
        slowed++;
    }

    void ended(Signal.Kind kind) {
        switch (kind) {
            case ACCEPTED -> accepted++;
            case SLOW, TOO_MANY_CONNECTIONS, SUSPEND -> slowed++;
            case REFUSED, TROUBLE, UNUSED -> {}
        }
    }

    /// With connections that were refused because there were too many.
    long attempts() {
        return attempts;
    }

    long slowed() {
        return slowed;
    }

    long accepted() {
        return accepted;
    }

    Optional<Long> lastStart() {
        return lastStart == NONE ? Optional.empty() : Optional.of(lastStart);
    }
}

package postrider.forecast;

import java.time.Duration;
import java.util.List;
import postrider.pacing.Breaker;
import postrider.pacing.LaneControl;
import postrider.pacing.RouteChoice.Standing;
import postrider.pacing.Signal;

/// What a start has to pass besides the throttles: the lane's pace, its breaker, and what the route may start
/// by the day. It hears of every end.
final class OutletGate {
    /// A shorter pause shifts no messages to another route, as in a lane's gate.
    private static final Duration REST_MIN = Duration.ofSeconds(3);

    /// When a breaker is asked again that waits for an end.
    private static final Duration SOON = Duration.ofMillis(250);

    private static final Standing WORKS = new Standing.Works();

    private final SimulatedTime time;
    private final LaneControl control;
    private final Breaker breaker = new Breaker();
    private final List<QuotaRun> quotas;

    OutletGate(SimulatedTime time, LaneControl control, List<QuotaRun> quotas) {
        this.time = time;
        this.control = control;
        this.quotas = quotas;
    }

    /// Whether messages should take this way now.
    Standing standing() {
        var now = time.now();
        if (breaker.state() != Breaker.State.CLOSED && !breaker.mayStart(now))
            return rests(soon(breaker.left(now)), "its breaker is open");
        var pace = control.waitFrom(now);
        if (pace != LaneControl.UNTIL_AN_END && pace > REST_MIN.toNanos() && isResting())
            return rests(Duration.ofNanos(pace), "it rests");
        var instant = time.instant();
        for (var quota : quotas) {
            if (!quota.mayStart(instant))
                return new Standing.Rests(quota.nextStart(instant), quota.sentence(instant));
        }
        return WORKS;
    }

    private boolean isResting() {
        return !control.reading(time.now()).rest().isZero();
    }

    private static Duration soon(Duration left) {
        return left.compareTo(SOON) < 0 ? SOON : left;
    }

    private Standing rests(Duration left, String why) {
        return new Standing.Rests(time.instant().plus(left), why);
    }

    /// Nanoseconds that the lane or its breaker waits for, or [LaneControl#UNTIL_AN_END].
    long paceWait() {
        var now = time.now();
        var pace = control.waitFrom(now);
        if (breaker.mayStart(now)) return pace;
        var left = breaker.left(now).toNanos();
        return left > 0 ? Math.max(pace, left) : LaneControl.UNTIL_AN_END;
    }

    /// Nanoseconds until the calendar lets a message start.
    long quotaWait() {
        long wait = 0;
        for (var quota : quotas) wait = Math.max(wait, quota.waitFrom(time.instant()));
        return wait;
    }

    /// A message starts.
    ///
    /// @return what names the attempt for the lane's control
    long started() {
        breaker.started(time.now());
        for (var quota : quotas) quota.started(time.instant());
        return control.started(time.now());
    }

    /// What the end of an attempt says, or of one that had no connection.
    void ended(Parcel parcel, Signal signal) {
        control.ended(parcel.pass, signal, time.now());
        for (var quota : quotas) quota.heard(signal.kind(), time.instant());
        if (!parcel.hasLink) {
            breaker.trouble(time.now());
            return;
        }
        switch (signal.kind()) {
            case ACCEPTED -> breaker.accepted(parcel.startedAt);
            case TROUBLE -> breaker.trouble(time.now());
            case REFUSED, SLOW, TOO_MANY_CONNECTIONS, SUSPEND, UNUSED -> breaker.unused();
        }
    }

    /// The message was not tried.
    void unused() {
        for (var quota : quotas) quota.unused(time.instant());
    }

    /// A reader called a message unwanted.
    void complained() {
        for (var quota : quotas) quota.complained(time.instant());
    }
}

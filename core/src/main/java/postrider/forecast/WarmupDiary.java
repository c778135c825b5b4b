package postrider.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import postrider.pacing.Signal;
import postrider.pacing.Warmup;
import postrider.pacing.WarmupCurve;

/// Writes down a warmup day by day. Ask the warmup before each note: it judges the day before when it is
/// asked on the next.
final class WarmupDiary {
    private static final long NONE = Long.MIN_VALUE;

    private final Warmup warmup;
    private final WarmupCurve curve;
    private final List<WarmupDay> days = new ArrayList<>();
    private long day = NONE;
    private int step;
    private long started;
    private long deferred;
    private long complaints;
    private boolean blocked;

    WarmupDiary(Warmup warmup, WarmupCurve curve) {
        this.warmup = warmup;
        this.curve = curve;
    }

    void turnTo(Instant now) {
        var today = Math.floorDiv(now.getEpochSecond(), 86_400);
        if (today == day) return;
        write();
        day = today;
        step = warmup.state().step();
        started = 0;
        deferred = 0;
        complaints = 0;
        blocked = false;
    }

    void started() {
        started++;
    }

    void unused() {
        started--;
    }

    void heard(Signal.Kind kind) {
        switch (kind) {
            case SLOW, TOO_MANY_CONNECTIONS -> deferred++;
            case SUSPEND -> blocked = true;
            case ACCEPTED, REFUSED, TROUBLE, UNUSED -> {}
        }
    }

    void complained() {
        complaints++;
    }

    private void write() {
        if (day == NONE) return;
        var date = LocalDate.ofEpochDay(day);
        days.add(
                new WarmupDay(
                        date, step, curve.perDay(step), started, deferred, complaints, blocked));
    }

    /// The days so far on which somebody asked.
    List<WarmupDay> days() {
        write();
        day = NONE;
        return List.copyOf(days);
    }
}

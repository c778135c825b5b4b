package postrider.pacing;

import java.time.Instant;

/// How much a young source may send to one mailbox provider. Days and hours are those of UTC.
///
/// - A day of the curve allows its number, opened hour by hour in equal parts. Whoever comes late in the
///   day gets at most twice an hour's part in any hour.
/// - When the next day begins, the one that is over is judged, if at least half of its number was sent:
///   the curve goes on by one.
/// - It is held if more than 5 % were deferred because of us, or 0.1 % complained.
/// - It steps back by two if 0.3 % complained, and at once on a block reply. A single complaint alone only
///   holds: among fifty messages it is 2 %.
/// - After thirty days without a message it begins anew.
///
/// Overflow is its caller's matter: nothing here is dropped. Not safe for many threads.
public final class Warmup implements Allowance {
    private static final double DEFERRED_HOLD = 0.05;
    private static final double COMPLAINTS_HOLD = 0.001;
    private static final double COMPLAINTS_BACK = 0.003;
    private static final int STEPS_BACK = 2;
    private static final int IDLE_DAYS_MAX = 30;
    private static final int HOURS = 24;
    private static final int CATCH_UP = 2;

    private final WarmupCurve curve;
    private int step;
    private long day;
    private int hour;
    private long started;
    private long startedThisHour;
    private long deferred;
    private long complaints;
    private boolean blocked;
    private long lastActive;

    public Warmup(WarmupCurve curve, WarmupState state) {
        this.curve = curve;
        step = state.step();
        day = state.day();
        hour = state.hour();
        started = state.started();
        startedThisHour = state.startedThisHour();
        deferred = state.deferred();
        complaints = state.complaints();
        blocked = state.blocked();
        lastActive = state.lastActive();
    }

    public WarmupState state() {
        return new WarmupState(
                step,
                day,
                hour,
                started,
                startedThisHour,
                deferred,
                complaints,
                blocked,
                lastActive);
    }

    /// [Long#MAX_VALUE] for a warm source.
    @Override
    public long mayStart(Instant now) {
        turnTo(now);
        if (curve.isWarm(step)) return Long.MAX_VALUE;
        var cap = curve.perDay(step);
        var opened = Math.ceilDiv(cap * (hour + 1), HOURS);
        var thisHour = CATCH_UP * Math.ceilDiv(cap, HOURS);
        return Math.max(0, Math.min(opened - started, thisHour - startedThisHour));
    }

    /// Now, or when the next hour opens that allows one.
    @Override
    public Instant nextStart(Instant now) {
        if (mayStart(now) > 0) return now;
        var cap = curve.perDay(step);
        var next = Math.max(hour + 1, (int) (started * HOURS / cap));
        if (started >= cap) next = HOURS;
        return Instant.ofEpochSecond(day * 86_400 + next * 3_600L);
    }

    @Override
    public void started(Instant now) {
        turnTo(now);
        started++;
        startedThisHour++;
        lastActive = day;
    }

    @Override
    public void unused(Instant now) {
        turnTo(now);
        started = Math.max(0, started - 1);
        startedThisHour = Math.max(0, startedThisHour - 1);
    }

    /// A message was deferred because of us: too fast, reputation. Not because of its recipient.
    public void deferred(Instant now) {
        turnTo(now);
        deferred++;
    }

    /// Trouble with a link says nothing of the source.
    @Override
    public void heard(Signal.Kind kind, Instant now) {
        switch (kind) {
            case SLOW, TOO_MANY_CONNECTIONS -> deferred(now);
            case SUSPEND -> blocked(now);
            case ACCEPTED, REFUSED, TROUBLE, UNUSED -> {}
        }
    }

    @Override
    public void complained(Instant now) {
        turnTo(now);
        complaints++;
    }

    /// The far side blocks the source: what is left of the day is what the step before the last allowed.
    public void blocked(Instant now) {
        turnTo(now);
        if (blocked) return;
        blocked = true;
        stepBack();
    }

    @Override
    public String encoded(long ahead, Instant now) {
        turnTo(now);
        return state().ahead(ahead).encoded();
    }

    private void stepBack() {
        step = Math.max(0, Math.min(step, curve.perDay().size()) - STEPS_BACK);
    }

    @Override
    public String sentence(Instant now) {
        var left = mayStart(now);
        if (left == Long.MAX_VALUE) return "the source is warm";
        return "day %d of the warmup: %d of %d messages started today, %s%s"
                .formatted(
                        step + 1,
                        started,
                        curve.perDay(step),
                        left > 0 ? left + " may start now" : "the next may at " + nextStart(now),
                        blocked ? "; it stepped back after a block reply" : "");
    }

    private void turnTo(Instant now) {
        var seconds = now.getEpochSecond();
        var today = Math.floorDiv(seconds, 86_400);
        // A wall clock that was set back opens nothing twice.
        if (today > day) nextDay(today);
        var thisHour = today < day ? hour : Math.floorMod(seconds, 86_400) / 3_600;
        if (thisHour <= hour) return;
        hour = thisHour;
        startedThisHour = 0;
    }

    private void nextDay(long today) {
        if (lastActive > 0 && today - lastActive > IDLE_DAYS_MAX) beginAnew();
        else if (started > 0) judge();
        day = today;
        hour = 0;
        started = 0;
        startedThisHour = 0;
        deferred = 0;
        blocked = false;
    }

    private void beginAnew() {
        step = 0;
        complaints = 0;
    }

    private void judge() {
        var complained = (double) complaints / started;
        var bad = (double) deferred / started > DEFERRED_HOLD || complained >= COMPLAINTS_HOLD;
        var enough = !curve.isWarm(step) && started * 2 >= curve.perDay(step);
        // After a block reply it has stepped back already.
        if (!blocked && complained >= COMPLAINTS_BACK && complaints > 1) stepBack();
        else if (!blocked && !bad && enough) step++;
        complaints = 0;
    }
}

package postrider.pacing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How fast one lane of one source may go, learned from what the far side answers: speed
/// ([SpeedLevel]), connections ([ConnectionLevel]) and rests ([LaneRest]) begin low, grow while all goes
/// well, and shrink at once when told.
///
/// One burst of refusals is one decrease: an attempt that started before the last decrease never counts
/// again. What is refused because of a recipient slows nothing.
///
/// `now` is a monotonic clock in nanoseconds that starts anywhere and never goes back, the same for all
/// calls. Not safe for many threads: the lane's lock guards it.
public final class LaneControl {
    /// Nothing may start before something else has ended.
    public static final long UNTIL_AN_END = Long.MAX_VALUE;

    static final long NO_ATTEMPT = -1;

    /// Whoever comes late, because the machine is busy, starts the next so much sooner.
    private static final long LATE_MAX = TimeUnit.MILLISECONDS.toNanos(10);

    /// One block reply may be about a message; so many in a row are about us.
    private static final int BLOCKS_IN_A_ROW = 3;

    private static final int TROUBLES_IN_A_ROW = 3;

    private final SpeedLevel speed;
    private final ConnectionLevel connections;
    private final LaneRest rest;
    private long attempts;

    /// Attempts before it started before the last decrease.
    private long cohort;

    private long connectionCohort;
    private long dueAt;

    /// A rest that a reply asked for by name says nothing about the speed.
    private boolean toldToRest;

    /// In a row since something was accepted.
    private int troubles;

    /// Since something was accepted.
    private int blocks;

    private Optional<Signal.Kind> cause = Optional.empty();
    private long causedAt;

    /// A lane that nothing is known of.
    public LaneControl(Bounds bounds, long now) {
        this(bounds, LaneState.fresh(bounds), now);
    }

    /// A lane that goes on after a restart: from the start, step by step, to where it was.
    public LaneControl(Bounds bounds, LaneState state, long now) {
        var limit = new KnownLimit(state.perSecond(), state.refusedPerSecond(), now);
        speed = new SpeedLevel(bounds, limit, now);
        connections = new ConnectionLevel(bounds, state, now);
        rest = new LaneRest(state, now);
        dueAt = now;
        causedAt = now;
    }

    /// What must survive a restart.
    public LaneState state(long now) {
        return new LaneState(
                speed.lasting(),
                speed.limit().refused(),
                connections.level(),
                connections.refused(),
                rest.suspensions(),
                rest.left(now));
    }

    /// Nanoseconds until the next start, 0 for now, or [#UNTIL_AN_END] while a probe is under way. If
    /// nothing changes it is also the forecast.
    public long waitFrom(long now) {
        var resting = rest.waitFrom(now);
        return Math.max(resting, Math.max(0, dueAt - now));
    }

    /// Starts per second, while it does not rest.
    public double perSecond() {
        return speed.level();
    }

    /// So many connections may be open; whoever has more closes some.
    public int connectionsMax() {
        return connections.level();
    }

    /// Whether a connection may be opened for a message that could start now. Ask only then: a no is
    /// remembered as a reason to grow.
    public boolean mayOpen() {
        return connections.mayOpen();
    }

    /// A connection is being opened.
    public void opened() {
        connections.opened();
    }

    /// It is closed, or was never made.
    public void closed() {
        connections.closed();
    }

    /// A message starts.
    ///
    /// @return what names the attempt when it ends
    public long started(long now) {
        var level = speed.level();
        var interval = level < Bounds.PER_SECOND_MAX ? (long) (1e9 / level) : 0;
        // Never two at once, however late.
        dueAt = Math.max(dueAt - now, -Math.min(LATE_MAX, interval / 2)) + now + interval;
        speed.started();
        rest.started(attempts);
        return attempts++;
    }

    /// An attempt has ended; every one that started does, once. After
    /// [Signal#TOO_MANY_CONNECTIONS] its connection is still counted: call [#closed] afterwards.
    public void ended(long attempt, Signal signal, long now) {
        switch (signal.kind()) {
            case ACCEPTED -> accepted(attempt, now);
            case REFUSED, UNUSED -> neutral(attempt);
            case SLOW -> slow(attempt, signal, now);
            case TOO_MANY_CONNECTIONS -> tooMany(attempt, signal, now);
            case SUSPEND -> suspend(attempt, signal, now);
            case TROUBLE -> trouble(attempt, signal, now);
        }
    }

    /// Why the lane goes as it goes.
    public LaneReading reading(long now) {
        return new LaneReading(
                phase(),
                speed.level(),
                connections.level(),
                speed.limit().refused(),
                rest.left(now),
                cause,
                Duration.ofNanos(now - causedAt),
                Duration.ofNanos(Math.max(0, speed.nextGrowthAt() - now)));
    }

    private LaneReading.Phase phase() {
        if (rest.isProbing()) return LaneReading.Phase.PROBING;
        if (rest.isSuspended()) return LaneReading.Phase.SUSPENDED;
        if (rest.isClosed()) return LaneReading.Phase.PAUSED;
        if (speed.isReturning()) return LaneReading.Phase.RETURNING;
        return speed.limit().isKnown() ? LaneReading.Phase.NEAR_LIMIT : LaneReading.Phase.GROWING;
    }

    private void neutral(long attempt) {
        if (rest.isProbe(attempt)) rest.probeAgain();
    }

    private void accepted(long attempt, long now) {
        if (attempt < cohort) return;
        if (rest.isProbe(attempt)) goOn(now);
        troubles = 0;
        blocks = 0;
        if (rest.isClosed()) return;
        speed.accepted(now);
        connections.accepted(now);
    }

    private void goOn(long now) {
        var suspended = rest.isSuspended();
        var stoodStill = rest.open(now);
        speed.resumed(toldToRest ? 0 : stoodStill, now);
        toldToRest = false;
        if (!suspended) return;
        speed.restarted(now);
        connections.restart(now);
    }

    private void slow(long attempt, Signal signal, long now) {
        if (attempt < cohort) {
            speed.slowedToo();
            return;
        }
        decreased(signal, now);
        if (rest.isClosed()) speed.slowedToo();
        else if (!speed.slow(signal, now)) return;
        rest.pause(signal.atLeast(), now);
    }

    private void tooMany(long attempt, Signal signal, long now) {
        if (attempt < connectionCohort) return;
        if (connections.open() <= 1) {
            // Others hold those that there are: no speed of ours is to blame.
            trouble(attempt, signal, now);
            return;
        }
        connectionCohort = attempts;
        cause = Optional.of(signal.kind());
        causedAt = now;
        connections.tooMany(now);
        neutral(attempt);
    }

    private void suspend(long attempt, Signal signal, long now) {
        if (attempt < cohort) return;
        blocks++;
        var isOnlyOne = blocks < BLOCKS_IN_A_ROW && signal.atLeast().isZero();
        if (isOnlyOne && !rest.isClosed()) return;
        decreased(signal, now);
        toldToRest = true;
        if (isOnlyOne) rest.pause(signal.atLeast(), now);
        else rest.suspend(signal.atLeast(), now);
    }

    /// Without a connection there is no speed to blame; and one or two that break while others work are
    /// not worth a pause.
    private void trouble(long attempt, Signal signal, long now) {
        if (attempt < cohort) return;
        troubles++;
        var alone = connections.open() <= 1 || rest.isClosed();
        if (troubles < TROUBLES_IN_A_ROW && !alone) return;
        decreased(signal, now);
        toldToRest = true;
        rest.await(signal.atLeast(), now);
    }

    private void decreased(Signal signal, long now) {
        cohort = attempts;
        cause = Optional.of(signal.kind());
        causedAt = now;
    }
}

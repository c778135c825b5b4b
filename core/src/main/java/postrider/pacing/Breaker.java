package postrider.pacing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Takes a route, or a route for one lane, out of use while it does not work.
///
/// - It opens after five attempts in a row that found trouble, when half of the last hundred did, or when
///   ten different recipients in a row were refused alike and nothing was accepted.
/// - From the first sign of trouble until it decides, at most twenty messages are touched: those that had
///   trouble, and those under way. (Whoever had more under way at that sign touches as many.)
/// - It waits for five seconds, twice as long each time, and for ten minutes at most; then a single probe
///   goes. If it is accepted the breaker closes, and after twenty acceptances the waits begin anew.
/// - While probes fail nothing else goes, so that the others can take another route.
///
/// `now` is monotonic nanoseconds. Not safe for many threads.
public final class Breaker {
    /// Messages that a route which died may touch.
    public static final int TOUCHED_MAX = 20;

    private static final int TROUBLE_IN_A_ROW = 5;
    private static final int ALIKE_MIN = 10;

    /// One or two unknown recipients in a row are everyday.
    private static final int ALIKE_SUSPICIOUS = 3;

    private static final int LAST = 100;
    private static final double TROUBLE_SHARE = 0.5;
    private static final long WAIT_FIRST = TimeUnit.SECONDS.toNanos(5);
    private static final long WAIT_LAST = TimeUnit.MINUTES.toNanos(10);
    private static final int RECOVERED = 20;

    private State state = State.CLOSED;
    private Cause cause = Cause.NONE;
    private int inFlight;
    private int troubleInARow;
    private int acceptedInARow;
    private final Outcomes outcomes = new Outcomes(LAST);
    private final Alike alike = new Alike(ALIKE_MIN);
    private long wait = WAIT_FIRST;
    private long until;
    private boolean probing;

    /// Since the first sign of trouble that no later start has disproved.
    private boolean suspected;

    private long suspectedAt;

    /// What it lets through.
    public enum State {
        /// Everything.
        CLOSED,
        /// Nothing, until its wait is over.
        OPEN,
        /// One message, and then the reply decides.
        PROBING
    }

    /// Why it opened last.
    public enum Cause {
        NONE,
        TROUBLE_IN_A_ROW,
        TROUBLE_OFTEN,
        ALL_REFUSED_ALIKE
    }

    public State state() {
        return state;
    }

    public Cause cause() {
        return cause;
    }

    /// What it waits for, until a probe may go.
    public Duration left(long now) {
        return state == State.OPEN ? Duration.ofNanos(Math.max(0, until - now)) : Duration.ZERO;
    }

    /// Whether a message may start now.
    public boolean mayStart(long now) {
        return switch (state) {
            case CLOSED -> suspects() == 0 || suspects() + inFlight < TOUCHED_MAX;
            case OPEN -> now - until >= 0;
            case PROBING -> !probing;
        };
    }

    private int suspects() {
        var refused = alike.count() >= ALIKE_SUSPICIOUS ? alike.count() : 0;
        return Math.max(troubleInARow, refused);
    }

    /// A message starts; ask [#mayStart] before.
    public void started(long now) {
        inFlight++;
        if (state == State.OPEN && now - until >= 0) state = State.PROBING;
        if (state == State.PROBING) probing = true;
    }

    /// It ended without a word on the route.
    public void unused() {
        inFlight--;
        probing = false;
    }

    /// What started before the first sign of trouble proves nothing against it.
    ///
    /// @param startedAt when it started
    public void accepted(long startedAt) {
        inFlight--;
        outcomes.add(Outcomes.Kind.GOOD);
        if (suspected && startedAt - suspectedAt < 0) return;
        suspected = false;
        probing = false;
        troubleInARow = 0;
        alike.clear();
        acceptedInARow++;
        if (acceptedInARow >= RECOVERED) wait = WAIT_FIRST;
        if (state == State.PROBING) close();
    }

    private void close() {
        state = State.CLOSED;
        outcomes.clear();
    }

    /// No connection, a broken one, a refusal of everything: the route's fault or its host's.
    public void trouble(long now) {
        inFlight--;
        suspect(now);
        troubleInARow++;
        acceptedInARow = 0;
        outcomes.add(Outcomes.Kind.BAD);
        if (state == State.PROBING && probing) open(cause, now);
        else if (troubleInARow >= TROUBLE_IN_A_ROW) open(Cause.TROUBLE_IN_A_ROW, now);
        else if (outcomes.isFull() && outcomes.badShare() >= TROUBLE_SHARE)
            open(Cause.TROUBLE_OFTEN, now);
    }

    /// Refused because of its recipient, as the far side says.
    ///
    /// @param recipient a hash of whom
    /// @param reply a hash of the reply without what names the recipient
    public void refused(long recipient, long reply, long now) {
        inFlight--;
        suspect(now);
        acceptedInARow = 0;
        alike.add(recipient, reply);
        var all = alike.count() >= ALIKE_MIN;
        if (state == State.PROBING && probing && !all) {
            // A host that judges recipients is at work again.
            if (cause != Cause.ALL_REFUSED_ALIKE) close();
            else open(cause, now);
        } else if (all) {
            open(Cause.ALL_REFUSED_ALIKE, now);
        }
        probing = false;
    }

    private void suspect(long now) {
        if (suspected) return;
        suspected = true;
        suspectedAt = now;
    }

    private void open(Cause why, long now) {
        probing = false;
        // Those that were under way when it opened tell nothing new.
        if (state == State.OPEN) return;
        cause = why;
        state = State.OPEN;
        until = now + wait;
        wait = Math.min(WAIT_LAST, 2 * wait);
        troubleInARow = 0;
        alike.clear();
    }
}

package postrider.pacing;

/// How fast one lane of one source may go.
public final class LaneControl {
    /// Nothing may start before something else has ended.
    public static final long UNTIL_AN_END = Long.MAX_VALUE;

    static final long NO_ATTEMPT = -1;

    private final SpeedLevel speed;
    private final ConnectionLevel connections;
    private final LaneRest rest = new LaneRest();
    private long attempts;
    private long cohort;
    private long connectionCohort;
    private long startedAt;
    private boolean told;

    public LaneControl(Bounds bounds, long now) {
        speed = new SpeedLevel(bounds, now);
        connections = new ConnectionLevel(bounds, now);
        startedAt = now - (long) 60e9;
    }

    public long waitFrom(long now) {
        var resting = rest.waitFrom(now);
        if (resting > 0) return resting;
        return Math.max(0, startedAt + (long) (1e9 / speed.level()) - now);
    }

    public int connectionsMax() {
        return rest.isClosed() ? Math.max(1, connections.level()) : connections.level();
    }

    public boolean mayOpen() {
        return connections.mayOpen();
    }

    public void opened() {
        connections.opened();
    }

    public void closed() {
        connections.closed();
    }

    public double perSecond() {
        return speed.level();
    }

    public long started(long now) {
        startedAt = now;
        speed.started();
        rest.started(attempts);
        return attempts++;
    }

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

    private void neutral(long attempt) {
        if (rest.isProbe(attempt)) rest.probeAgain();
    }

    private void accepted(long attempt, long now) {
        if (attempt < cohort) return;
        if (rest.isProbe(attempt)) {
            if (rest.isSuspended()) {
                speed.restarted(rest.open(now), told, now);
                told = false;
                connections.restart(now);
            } else {
                speed.resumed(rest.open(now), now);
            }
        }
        if (rest.isClosed()) return;
        speed.accepted(now);
        connections.accepted(now);
    }

    private void slow(long attempt, Signal signal, long now) {
        if (attempt < cohort) {
            speed.slowedToo();
            return;
        }
        cohort = attempts;
        if (rest.isClosed()) speed.slowedToo();
        else if (!speed.slow(!signal.atLeast().isZero(), now)) return;
        rest.pause(signal.atLeast(), now);
    }

    private void tooMany(long attempt, Signal signal, long now) {
        if (attempt < connectionCohort) return;
        if (connections.open() <= 1) {
            slow(attempt, signal, now);
            return;
        }
        connectionCohort = attempts;
        connections.tooMany(now);
        neutral(attempt);
    }

    private void suspend(long attempt, Signal signal, long now) {
        if (attempt < cohort) return;
        cohort = attempts;
        told = true;
        rest.suspend(signal.atLeast(), now);
    }

    private void trouble(long attempt, Signal signal, long now) {
        if (attempt < cohort) return;
        cohort = attempts;
        rest.pause(signal.atLeast(), now);
    }

    public String dump() {
        return speed.dump() + (rest.isClosed() ? " closed" : "");
    }
}

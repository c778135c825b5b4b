package postrider.pacing;

import java.util.concurrent.TimeUnit;

/// What a lane has learned of a limit that nobody tells: the speed that was held, the one that was
/// refused, and when it may be tried again. Trying is paid for: by what was slowed the last time, and by
/// how long the lane stood still then. Guarded by [LaneControl].
final class KnownLimit {
    static final long STEP = TimeUnit.SECONDS.toNanos(60);

    /// Between two looks beyond what was refused; doubled while they fail.
    private static final long BEYOND_FIRST = TimeUnit.MINUTES.toNanos(5);

    private static final long BEYOND_LAST = TimeUnit.MINUTES.toNanos(30);

    /// However long the lane stood still, the next look is no further away.
    private static final long PAID_MAX = TimeUnit.MINUTES.toNanos(60);

    /// A window that was full for long is not proved empty by one good minute.
    private static final long PATIENCE_MAX = TimeUnit.MINUTES.toNanos(15);

    /// At most one in a hundred is spent on looking for the limit.
    private static final int ACCEPTED_PER_SLOWED = 100;

    private static final int SEARCH_PER_STANDSTILL = 10;
    private static final int BEYOND_PER_STANDSTILL = 40;

    /// A limit that sinks with every look (some hosts take offence) is left alone after so many.
    private static final int SINKING = 3;

    private double good;
    private double refused;
    private boolean beyond;
    private long beyondEvery = BEYOND_FIRST;
    private int sunk;
    private long patience = STEP;
    private long decreasedAt;
    private long standstill;
    private int slowed;
    private long accepted;

    KnownLimit(double good, double refused, long now) {
        this.good = good;
        this.refused = refused;
        decreasedAt = now;
    }

    boolean isKnown() {
        return refused > 0;
    }

    double refused() {
        return refused;
    }

    double good() {
        return good;
    }

    long decreasedAt() {
        return decreasedAt;
    }

    long patience() {
        return patience;
    }

    boolean isPatient() {
        return patience > STEP;
    }

    long accepted() {
        return accepted;
    }

    boolean isBeyond() {
        return beyond;
    }

    void count() {
        accepted++;
    }

    void countAnew() {
        accepted = 0;
    }

    void slowed() {
        slowed++;
    }

    void held(double level) {
        good = level;
    }

    /// Nanoseconds after a decrease from which the speed may come closer to what was refused.
    long searchAfter() {
        return paidFor(sunk >= SINKING ? beyondEvery : STEP, SEARCH_PER_STANDSTILL);
    }

    /// And from which it may go beyond.
    long beyondAfter() {
        return paidFor(beyondEvery, BEYOND_PER_STANDSTILL);
    }

    private long paidFor(long least, int perStandstill) {
        return Math.max(least, Math.min(PAID_MAX, perStandstill * standstill));
    }

    boolean may(long after, long now) {
        return now - decreasedAt >= after && accepted >= (long) ACCEPTED_PER_SLOWED * slowed;
    }

    void goBeyond() {
        beyond = true;
    }

    /// What was refused once is held now.
    void outgrown() {
        refused = 0;
        beyond = false;
        beyondEvery = BEYOND_FIRST;
        patience = Math.max(STEP, patience / 2);
    }

    void refusedAt(double speed) {
        refused = speed;
    }

    /// Looks beyond the limit become seldom while they say what was known already.
    void judge(double speed) {
        var known = refused > 0 && speed > good * 0.8 && speed <= refused * 1.05;
        sunk = known && speed < refused ? sunk + 1 : 0;
        if (beyond) beyondEvery = known ? Math.min(BEYOND_LAST, 2 * beyondEvery) : BEYOND_FIRST;
    }

    void decreased(double to, long now) {
        beyond = false;
        good = to;
        decreasedAt = now;
        accepted = 0;
        slowed = 1;
        standstill = 0;
    }

    void stoodStill(long nanos) {
        standstill = nanos;
    }

    void waitAsLongAs(long nanos) {
        patience = Math.clamp(nanos, STEP, PATIENCE_MAX);
    }
}

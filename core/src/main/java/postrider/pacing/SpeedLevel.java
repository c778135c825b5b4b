package postrider.pacing;

import java.util.concurrent.TimeUnit;

/// How many messages a second a lane may start. Guarded by [LaneControl].
final class SpeedLevel {
    private static final long STEP = TimeUnit.SECONDS.toNanos(20);
    private static final double STEP_FACTOR = 1.25;
    private static final long RETURN_STEP = TimeUnit.SECONDS.toNanos(10);
    private static final double RETURN_FACTOR = 1.5;
    private static final int STEP_SAMPLES = 10;
    private static final double USED_MIN = 0.75;
    private static final long SEARCH_STEP = TimeUnit.SECONDS.toNanos(60);
    private static final double SEARCH_FACTOR = 1.10;
    private static final double CLOSE = 1.04;
    private static final long BEYOND_FIRST = TimeUnit.MINUTES.toNanos(5);
    private static final long BEYOND_LAST = TimeUnit.MINUTES.toNanos(30);
    private static final int DOWNTIME_BUDGET = 20;
    private static final int SLOWED_BUDGET = 100;
    private static final long MEASURE_MIN = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_MAX = TimeUnit.MINUTES.toNanos(15);
    private static final long RECURRENCE = TimeUnit.MINUTES.toNanos(120);
    private static final long HELD = TimeUnit.MINUTES.toNanos(5);
    private static final long LONG_REST = TimeUnit.SECONDS.toNanos(60);

    private final Bounds bounds;
    private double level;
    private double good;
    private double refused;
    private double target;
    private boolean beyond;
    private long beyondEvery = BEYOND_FIRST;
    private int repeats;
    private long stepAt;
    private int starts;
    private int accepted;
    private int slowedInStep;
    private long heldSince;
    private long decreasedAt;
    private long downtime;
    private int slowed;
    private long acceptedSince;
    private final Scatter scatter = new Scatter();
    private boolean trusted;
    private long patience = SEARCH_STEP;
    private int lower;
    private long cycleAt;
    private long cycleAccepted;

    SpeedLevel(Bounds bounds, long now) {
        this.bounds = bounds;
        level = bounds.perSecondStart();
        good = level;
        stepAt = now;
        decreasedAt = now;
        heldSince = now;
        cycleAt = now;
    }

    double level() {
        return level * scatter.factor();
    }

    void started() {
        starts++;
    }

    void accepted(long now) {
        accepted++;
        acceptedSince++;
        cycleAccepted++;
        if (scatter.accepted()) {
            if (now - heldSince >= HELD && acceptedSince >= 1000) {
                acceptedSince = 0;
                heldSince = now;
                step(level, now);
                return;
            }
            refused = level;
            decrease(Math.min(good, 0.95 * level), now);
            return;
        }
        if (!scatter.isCalm()) return;
        if (now - stepAt < interval() || accepted < STEP_SAMPLES) return;
        if (starts < USED_MIN * level * (now - stepAt) / 1e9 || slowedInStep > 0.05 * accepted) {
            step(level, now);
            return;
        }
        good = level;
        repeats = 0;
        grow(now);
    }

    private long interval() {
        if (target > 0) return RETURN_STEP;
        return refused > 0 || patience > SEARCH_STEP ? patience : STEP;
    }

    private void grow(long now) {
        if (target > 0) {
            var next = Math.min(target, level * RETURN_FACTOR);
            if (next >= target) target = 0;
            raise(next, now);
            return;
        }
        if (refused == 0) {
            raise(level * (patience > SEARCH_STEP ? SEARCH_FACTOR : STEP_FACTOR), now);
            return;
        }
        if (beyond) {
            refused = 0;
            beyond = false;
            beyondEvery = BEYOND_FIRST;
            patience = Math.max(SEARCH_STEP, patience / 2);
            raise(level * SEARCH_FACTOR, now);
            return;
        }
        if (!affordable(now, lower >= 3 ? beyondEvery : SEARCH_STEP, 6)) return;
        if (level * CLOSE < refused) {
            raise(Math.min(level * SEARCH_FACTOR, (level + refused) / 2), now);
            return;
        }
        if (!affordable(now, beyondEvery, DOWNTIME_BUDGET)) return;
        beyond = true;
        raise(refused * CLOSE, now);
    }

    private boolean affordable(long now, long every, int downtimes) {
        var since = now - decreasedAt;
        return since >= Math.max(every, Math.min(BEYOND_LAST, downtimes * downtime))
                && acceptedSince >= (long) SLOWED_BUDGET * slowed;
    }

    private void raise(double next, long now) {
        if (next > level && level < bounds.perSecondMax()) heldSince = now;
        step(next, now);
    }

    private void step(double next, long now) {
        level = Math.max(Bounds.PER_SECOND_MIN, Math.min(next, bounds.perSecondMax()));
        stepAt = now;
        starts = 0;
        accepted = 0;
        slowedInStep = 0;
    }

    /// The first of a cohort that was too fast.
    ///
    /// @return whether the lane should stand still
    boolean slow(boolean asked, long now) {
        var verdict = scatter.slow();
        if (!asked && verdict != Scatter.Verdict.TOO_FAST) {
            slowedInStep++;
            return false;
        }
        scatter.calm();
        refuse(Math.min(level, measured(now)), now);
        return true;
    }

    private void refuse(double tooFast, long now) {
        var known = refused > 0 && tooFast > good * 0.8 && tooFast <= refused * 1.05;
        lower = known && tooFast < refused ? lower + 1 : 0;
        beyondEvery = known ? Math.min(BEYOND_LAST, 2 * beyondEvery) : BEYOND_FIRST;
        beyond = false;
        trusted = repeats == 0 && now - heldSince >= HELD;
        double next;
        if (trusted) {
            target = level;
            next = 0.93 * tooFast;
        } else {
            target = 0;
            refused = tooFast;
            next =
                    switch (repeats) {
                        case 0 -> good < tooFast ? Math.min(good, 0.95 * tooFast) : 0.93 * tooFast;
                        case 1 -> 0.75 * tooFast;
                        default -> 0.5 * tooFast;
                    };
        }
        repeats++;
        decrease(next, now);
    }

    private void decrease(double next, long now) {
        beyond = false;
        good = next;
        decreasedAt = now;
        acceptedSince = 0;
        slowed = 1;
        downtime = 0;
        step(next, now);
        heldSince = now;
    }

    private double measured(long now) {
        var elapsed = now - stepAt;
        return elapsed < MEASURE_MIN ? level : Math.max(starts, 1) / (elapsed / 1e9);
    }

    void slowedToo() {
        slowed++;
        slowedInStep++;
    }

    void resumed(long stoodStill, long now) {
        downtime = stoodStill;
        if (stoodStill >= LONG_REST) learn(stoodStill, now);
        step(level, now);
        heldSince = now;
    }

    /// Rests that come again and again: what was taken on average since the last, this one included, is
    /// what the far side allows in the long run.
    private void learn(long stoodStill, long now) {
        var ran = now - stoodStill - cycleAt;
        var average = cycleAccepted / Math.max(1, (now - stoodStill / 4 - cycleAt) / 1e9);
        cycleAt = now;
        cycleAccepted = 0;
        patience = Math.max(SEARCH_STEP, Math.min(PATIENCE_MAX, stoodStill));
        if (ran > 3 * stoodStill || average > 0.9 * level) return;
        refused = refused == 0 ? level : Math.min(refused, level * 1.1);
        level = Math.max(Math.max(average, (stoodStill >= 10 * LONG_REST ? 0.5 : 0.75) * level), Bounds.PER_SECOND_MIN);
        good = level;
        target = 0;
    }

    void restarted(long stoodStill, boolean told, long now) {
        if (told) resumed(0, now);
        else resumed(stoodStill, now);
        target = Math.max(target, level);
        step(Math.min(level, bounds.perSecondStart()), now);
    }

    String dump() {
        return "good=%.2f refused=%.2f target=%.2f beyond=%s every=%.0f rep=%d down=%.0f patience=%.0f slowed=%d since=%d".formatted(good,refused,target,beyond,beyondEvery/6e10,repeats,downtime/1e9,patience/1e9,slowed,acceptedSince);
    }
}

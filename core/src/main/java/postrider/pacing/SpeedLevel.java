package postrider.pacing;

import java.util.concurrent.TimeUnit;

/// How many messages a second a lane may start.
///
/// - While no limit is known: a quarter more every twenty seconds, ten times as fast after three and a
///   half minutes. Only what is used grows, and only while 95 % are accepted.
/// - The first reply that says "too fast" names the limit. The speed falls to what was held before it,
///   again and again if need be, then by a quarter, then by half.
/// - From there it goes up by halves of what is left to the limit, and seldom, at a price, beyond it.
/// - A speed that was held for five minutes is given the benefit of the doubt: the lane slows down and
///   comes back to it once.
/// - After rests that are long beside what ran between them, the average of both is what the far side
///   takes in the long run.
///
/// Guarded by [LaneControl].
final class SpeedLevel {
    private static final long STEP = TimeUnit.SECONDS.toNanos(20);
    private static final double STEP_FACTOR = 1.25;
    private static final int STEP_SAMPLES = 10;
    private static final double USED_MIN = 0.75;
    private static final double SLOWED_MAX = 0.05;

    /// Back to a speed that was right before a rest.
    private static final long RETURN_STEP = TimeUnit.SECONDS.toNanos(10);

    private static final double RETURN_FACTOR = 1.5;
    private static final double SEARCH_FACTOR = 1.10;

    /// Closer than this is as good as there.
    private static final double CLOSE = 1.04;

    private static final long HELD = TimeUnit.MINUTES.toNanos(5);
    private static final int HELD_SAMPLES = 1_000;

    /// A shorter stretch tells no speed, unless far less ran than might have.
    private static final long MEASURED_MIN = TimeUnit.SECONDS.toNanos(5);

    private static final long UNUSED_MIN = TimeUnit.SECONDS.toNanos(1);
    private static final int EXPECTED_MIN = 20;
    private static final double UNUSED_SHARE = 0.5;

    private final Bounds bounds;
    private final KnownLimit limit;
    private final Scatter scatter = new Scatter();
    private final Cycle cycle;
    private double level;

    /// Where a return leads, or 0.
    private double target;

    /// Decreases in a row, none of which was followed by a good step.
    private int decreases;

    private long heldSince;
    private long stepAt;

    /// What ran before the step, or 0.
    private double ranBefore;

    private int starts;
    private int accepted;
    private int slowed;

    SpeedLevel(Bounds bounds, KnownLimit limit, long now) {
        this.bounds = bounds;
        this.limit = limit;
        level = bounds.perSecondStart();
        target = Math.min(limit.good(), bounds.perSecondMax());
        if (target <= level) target = 0;
        stepAt = now;
        heldSince = now;
        cycle = new Cycle(now);
    }

    double level() {
        return level * scatter.factor();
    }

    boolean isReturning() {
        return target > 0;
    }

    KnownLimit limit() {
        return limit;
    }

    /// What the level is to be after a restart.
    double lasting() {
        return Math.max(level, target);
    }

    void started() {
        starts++;
    }

    void accepted(long now) {
        accepted++;
        limit.count();
        cycle.count();
        if (scatter.accepted()) {
            slowerHelped(now);
        } else if (scatter.isCalm() && now - stepAt >= interval() && accepted >= STEP_SAMPLES) {
            judgeStep(now);
        }
    }

    private void judgeStep(long now) {
        var used = starts >= USED_MIN * level * (now - stepAt) / 1e9;
        if (!used || slowed > SLOWED_MAX * accepted) {
            step(level, now);
            return;
        }
        limit.held(level);
        decreases = 0;
        grow(now);
    }

    private long interval() {
        if (target > 0) return RETURN_STEP;
        return limit.isKnown() || limit.isPatient() ? limit.patience() : STEP;
    }

    /// When the speed may grow next, if all goes well until then.
    long nextGrowthAt() {
        var step = stepAt + interval();
        if (target > 0 || !limit.isKnown() || limit.isBeyond()) return step;
        var after = isClose() ? limit.beyondAfter() : limit.searchAfter();
        return Math.max(step, limit.decreasedAt() + after);
    }

    private boolean isClose() {
        return level * CLOSE >= limit.refused();
    }

    private void grow(long now) {
        if (target > 0) comeBack(now);
        else if (!limit.isKnown())
            raise(level * (limit.isPatient() ? SEARCH_FACTOR : STEP_FACTOR), now);
        else search(now);
    }

    private void comeBack(long now) {
        var next = Math.min(target, level * RETURN_FACTOR);
        if (next >= target) target = 0;
        raise(next, now);
    }

    private void search(long now) {
        if (limit.isBeyond()) {
            limit.outgrown();
            raise(level * SEARCH_FACTOR, now);
        } else if (!isClose()) {
            if (!limit.may(limit.searchAfter(), now)) return;
            raise(Math.min(level * SEARCH_FACTOR, (level + limit.refused()) / 2), now);
        } else if (limit.may(limit.beyondAfter(), now)) {
            limit.goBeyond();
            raise(limit.refused() * CLOSE, now);
        }
    }

    private void raise(double next, long now) {
        if (next > level && level < bounds.perSecondMax()) heldSince = now;
        step(next, now);
    }

    private void step(double next, long now) {
        level = Math.clamp(next, Bounds.PER_SECOND_MIN, bounds.perSecondMax());
        ranBefore = now - stepAt < UNUSED_MIN ? 0 : starts / ((now - stepAt) / 1e9);
        stepAt = now;
        starts = 0;
        accepted = 0;
        slowed = 0;
    }

    /// The first reply of a cohort that says "too fast".
    ///
    /// @return whether the lane should stand still
    boolean slow(Signal signal, long now) {
        var verdict = scatter.slow();
        slowed++;
        if (verdict != Scatter.Verdict.TOO_FAST && signal.atLeast().isZero()) return false;
        scatter.calm();
        decrease(now);
        return true;
    }

    private void decrease(long now) {
        var tooFast = Math.min(level, measured(now));
        limit.judge(tooFast);
        var next = lower(tooFast);
        if (decreases == 0 && now - heldSince >= HELD) {
            target = level;
            next = 0.93 * tooFast;
        } else {
            target = 0;
            limit.refusedAt(tooFast);
        }
        decreases++;
        fall(next, now);
    }

    private double lower(double tooFast) {
        return switch (decreases) {
            case 0 ->
                    limit.good() < tooFast
                            ? Math.min(limit.good(), 0.95 * tooFast)
                            : 0.93 * tooFast;
            case 1 -> 0.75 * tooFast;
            default -> 0.5 * tooFast;
        };
    }

    private double measured(long now) {
        var elapsed = now - stepAt;
        if (elapsed >= MEASURED_MIN) return Math.max(starts, 1) / (elapsed / 1e9);
        var expected = level * elapsed / 1e9;
        if (expected < EXPECTED_MIN || starts >= UNUSED_SHARE * expected) return level;
        // A level that nothing came near to says nothing about what was too fast.
        return Math.max(ranBefore, Math.max(starts, 1) / (Math.max(elapsed, UNUSED_MIN) / 1e9));
    }

    private void fall(double next, long now) {
        limit.decreased(next, now);
        step(next, now);
        heldSince = now;
    }

    /// A trial at a lower speed went well: it was the speed, unless that was held for long.
    private void slowerHelped(long now) {
        if (now - heldSince >= HELD && limit.accepted() >= HELD_SAMPLES) {
            limit.countAnew();
            heldSince = now;
            step(level, now);
            return;
        }
        limit.refusedAt(level);
        fall(Math.min(limit.good(), 0.95 * level), now);
    }

    /// One more of the same cohort, or a probe that was refused.
    void slowedToo() {
        limit.slowed();
        slowed++;
    }

    /// The lane goes on after a pause.
    void resumed(long stoodStill, long now) {
        limit.stoodStill(stoodStill);
        if (stoodStill >= Cycle.REST_MIN) learn(stoodStill, now);
        step(level, now);
        heldSince = now;
    }

    private void learn(long stoodStill, long now) {
        limit.waitAsLongAs(stoodStill);
        var lasting = cycle.end(level, stoodStill, now);
        if (lasting == level) return;
        limit.refusedAt(limit.isKnown() ? Math.min(limit.refused(), level * 1.1) : level);
        level = Math.max(lasting, Bounds.PER_SECOND_MIN);
        limit.held(level);
        target = 0;
    }

    /// The lane goes on after a suspension: from the start, step by step, to where it was.
    void restarted(long now) {
        target = Math.max(target, level);
        step(Math.min(level, bounds.perSecondStart()), now);
    }
}

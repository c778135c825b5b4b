package postrider.pacing;

/// Tells replies that mean "too fast" from those that some hosts give now and then at any speed. The
/// first is followed by a dip, a second soon after by a trial at a lower speed: if they come there too,
/// then slower does not help, and for a while they are met with dips alone. Many, or two with next to
/// nothing between them, are always believed. Guarded by [LaneControl].
final class Scatter {
    /// A reply is alone that had none like it among so many outcomes before.
    private static final int ALONE = 50;

    /// And with fewer than so many between, two are one refusal of everything.
    private static final int TOGETHER = 2;

    private static final int DIP = 30;
    private static final double DIP_FACTOR = 0.95;
    private static final int TRIAL = 200;
    private static final double TRIAL_FACTOR = 0.85;

    /// Whatever comes sooner in a trial speaks of a limit far below.
    private static final int TRIAL_MIN = 20;

    private static final int IMMUNE = 6_000;

    /// A share above this is no scatter: more than three of the last hundred.
    private static final double SHARE_MAX = 0.035;

    private static final double SHARE_IMMUNE_MAX = 0.06;

    /// The share is taken over about the last hundred.
    private static final double WEIGHT = 0.01;

    private double share;
    private int since;
    private int dip;
    private int trial;
    private int immune;

    enum Verdict {
        /// Alone, or known to come at any speed.
        DIP,
        /// Not alone any more: see whether it is the speed.
        TRIAL,
        TOO_FAST
    }

    double factor() {
        if (trial > 0) return TRIAL_FACTOR;
        return dip > 0 ? DIP_FACTOR : 1;
    }

    boolean isCalm() {
        return trial == 0 && dip == 0;
    }

    /// @return whether a trial has ended with none: slower helped
    boolean accepted() {
        share *= 1 - WEIGHT;
        since++;
        if (immune > 0) immune--;
        if (dip > 0) dip--;
        if (trial == 0) return false;
        trial--;
        return trial == 0;
    }

    Verdict slow() {
        share = share * (1 - WEIGHT) + WEIGHT;
        var between = since;
        since = 0;
        if (between < TOGETHER || share > (immune > 0 ? SHARE_IMMUNE_MAX : SHARE_MAX))
            return Verdict.TOO_FAST;
        if (trial > 0) {
            if (TRIAL - trial < TRIAL_MIN) return Verdict.TOO_FAST;
            trial = 0;
            immune = IMMUNE;
        } else if (between < ALONE && immune == 0) {
            trial = TRIAL;
            return Verdict.TRIAL;
        }
        dip = DIP;
        return Verdict.DIP;
    }

    /// It was the speed: the lane is slower now.
    void calm() {
        trial = 0;
        dip = 0;
    }
}

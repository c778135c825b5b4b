package postrider.pacing;

/// Whether a refusal for good is to be believed. A route that refuses everybody (a policy, a wrong
/// configuration, a host that answers for another) would turn a whole audience into bounces; so a refusal
/// counts only if the route accepted something among its last twenty outcomes. Others are held back,
/// without an attempt being charged: until the next acceptance, which confirms them, or until the route's
/// [Breaker] opens, which sends their messages another way. The breaker decides after ten that are alike.
///
/// Not safe for many threads.
public final class Doubt {
    /// How far back an acceptance may lie.
    public static final int LAST = 20;

    private final Outcomes outcomes = new Outcomes(LAST);

    /// What to do with a refusal.
    public enum Verdict {
        BELIEVE,
        HOLD_BACK
    }

    /// Something was accepted: what was held back is believed now.
    public void accepted() {
        outcomes.add(Outcomes.Kind.GOOD);
    }

    public Verdict refused() {
        var verdict = outcomes.hasGood() ? Verdict.BELIEVE : Verdict.HOLD_BACK;
        outcomes.add(Outcomes.Kind.BAD);
        return verdict;
    }
}

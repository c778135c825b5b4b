package postrider.testkit.model;

/// What one run came to, or several together.
///
/// @param attempts that started outside the grace after a change of a limit
/// @param slowed of these, deferred by throttling
/// @param used taken or judged by recipient, outside the grace
/// @param entitled what could have been sent meanwhile
/// @param attemptsInAll with the grace
/// @param slowedInAll with the grace
/// @param usedInAll with the grace
/// @param entitledInAll with the grace
record RunResult(
        double attempts,
        double slowed,
        double used,
        double entitled,
        double attemptsInAll,
        double slowedInAll,
        double usedInAll,
        double entitledInAll) {
    static final RunResult NOTHING = new RunResult(0, 0, 0, 0, 0, 0, 0, 0);

    RunResult plus(RunResult other) {
        return new RunResult(
                attempts + other.attempts,
                slowed + other.slowed,
                used + other.used,
                entitled + other.entitled,
                attemptsInAll + other.attemptsInAll,
                slowedInAll + other.slowedInAll,
                usedInAll + other.usedInAll,
                entitledInAll + other.entitledInAll);
    }

    double slowedShare() {
        return slowed / Math.max(1, attempts);
    }

    /// May be a little over 1: what a provider saved up counts as used.
    double usedShare() {
        return used / Math.max(1, entitled);
    }

    double slowedShareInAll() {
        return slowedInAll / Math.max(1, attemptsInAll);
    }

    double usedShareInAll() {
        return usedInAll / Math.max(1, entitledInAll);
    }

    /// The goals: at most 2 % slowed, at least 90 % used.
    boolean isGood() {
        return slowedShare() <= 0.02 && usedShare() >= 0.90;
    }
}

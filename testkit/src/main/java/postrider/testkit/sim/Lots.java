package postrider.testkit.sim;

/// Draws what becomes of an attempt: a function of the seed, the recipient and the number of the
/// attempt, never of time or of what else goes on.
record Lots(long seed) {
    private static final int FULL_ATTEMPTS = 2;

    /// @param recipient the address's hash
    /// @param attempt from 1
    Fate draw(Odds odds, long recipient, int attempt) {
        var lot = Mix.mix(seed, recipient);
        var side = (Mix.mix(lot, 1) & 1) == 0;
        var place = Mix.unit(lot);

        if (place < odds.hard()) return Fate.UNKNOWN;
        place -= odds.hard();
        if (place < odds.soft())
            return side && attempt <= FULL_ATTEMPTS ? Fate.FULL : Fate.OVER_QUOTA;
        place -= odds.soft();
        if (place < odds.blocked()) return side ? Fate.POLICY : Fate.CONTENT;
        place -= odds.blocked();
        if (attempt == 1 && place < odds.greylisted()) return Fate.GREYLISTED;
        return drawAnew(odds, Mix.mix(lot, 1_000 + attempt));
    }

    private static Fate drawAnew(Odds odds, long lot) {
        var place = Mix.unit(lot);
        if (place < odds.deferred()) {
            return (Mix.mix(lot) & 1) == 0 ? Fate.DEFERRED_AT_RCPT : Fate.DEFERRED_AT_DOT;
        }
        place -= odds.deferred();
        if (place < odds.shut()) return Fate.SHUT;
        place -= odds.shut();
        if (place < odds.cut()) return Fate.CUT;
        place -= odds.cut();
        if (place < odds.lost()) return Fate.LOST;
        place -= odds.lost();
        return place < odds.muted() ? Fate.MUTED : Fate.ACCEPTED;
    }

    /// A wait for the reply to the dot, between the behaviour's bounds, in microseconds.
    long replyMicros(Behaviour behaviour, long recipient, int attempt) {
        var least = behaviour.replyAfter().toNanos() / 1_000;
        var most = behaviour.replyWithin().toNanos() / 1_000;
        if (most == 0) return 0;
        var place = Mix.unit(Mix.mix(Mix.mix(seed, recipient), -attempt));
        return least + (long) (place * (most - least));
    }
}

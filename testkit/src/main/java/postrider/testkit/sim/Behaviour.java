package postrider.testkit.sim;

import java.time.Duration;

/// How a mailbox provider treats mail.
///
/// @param odds how often what goes wrong
/// @param greylistDelay how long after its first attempt a greylisted message is let in; at most a
///     day
/// @param replyAfter the least wait before the reply to the final dot
/// @param replyWithin the longest such wait, at most ten minutes; in between it is drawn evenly
/// @param limits how much it takes
public record Behaviour(
        Odds odds,
        Duration greylistDelay,
        Duration replyAfter,
        Duration replyWithin,
        Limits limits) {
    private static final Duration DELAY_MAX = Duration.ofDays(1);
    // RFC 5321 4.5.3.2.6: a client waits ten minutes for the reply to the final dot.
    private static final Duration REPLY_MAX = Duration.ofMinutes(10);

    /// Everything is accepted at once, as fast as it comes.
    public static final Behaviour ACCEPTS =
            new Behaviour(
                    Odds.NONE, Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO, Limits.NONE);

    public Behaviour {
        if (greylistDelay.isNegative() || greylistDelay.compareTo(DELAY_MAX) > 0)
            throw new IllegalArgumentException("a delay is 0 to a day: " + greylistDelay);
        if (replyAfter.isNegative()
                || replyAfter.compareTo(replyWithin) > 0
                || replyWithin.compareTo(REPLY_MAX) > 0) {
            throw new IllegalArgumentException(
                    "a reply comes within ten minutes, and not before its least wait: "
                            + replyAfter
                            + " to "
                            + replyWithin);
        }
    }

    public Behaviour withOdds(Odds other) {
        return new Behaviour(other, greylistDelay, replyAfter, replyWithin, limits);
    }

    public Behaviour withGreylistDelay(Duration delay) {
        return new Behaviour(odds, delay, replyAfter, replyWithin, limits);
    }

    public Behaviour withReply(Duration after, Duration within) {
        return new Behaviour(odds, greylistDelay, after, within, limits);
    }

    public Behaviour withLimits(Limits other) {
        return new Behaviour(odds, greylistDelay, replyAfter, replyWithin, other);
    }
}

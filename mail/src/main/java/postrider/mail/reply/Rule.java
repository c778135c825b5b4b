package postrider.mail.reply;

import java.util.List;
import postrider.message.LaneAction;
import postrider.message.Meaning;
import postrider.message.Reason;
import postrider.message.Scope;

/// One rule of a pack: what a reply looks like, what it means, and replies that prove it.
///
/// @param name unique in its pack
/// @param refused what a 5xx means; a 4xx is deferred for the same reason
/// @param matches replies that it must know, and win
/// @param not replies that look alike and that it must not know
record Rule(
        String name,
        Condition when,
        Meaning meaning,
        Refused refused,
        List<String> matches,
        List<String> not) {
    /// What becomes of the message when the far side says never.
    enum Refused {
        /// Given up, and the recipient with it.
        HARD,
        /// Given up; the recipient may be written to again.
        SOFT,
        /// Given up because of us.
        BLOCKED,
        /// Not given up: never means not now.
        LATER
    }

    Rule {
        matches = List.copyOf(matches);
        not = List.copyOf(not);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}"))
            throw new IllegalArgumentException(
                    "a rule's name is 1 to 40 of a-z, 0-9, -: \"" + name + "\"");
        if (refused == Refused.HARD && meaning.scope() != Scope.RECIPIENT)
            throw new IllegalArgumentException(
                    "\"refused: hard\" gives the recipient up, so the scope must be recipient");
        if (meaning.scope() == Scope.RECIPIENT && meaning.action() != LaneAction.NONE)
            throw new IllegalArgumentException(
                    "what is about one recipient must not touch the lane: take \"action\" out");
        if (isTooFast(meaning.reason()) != (refused == Refused.LATER))
            throw new IllegalArgumentException(
                    "rate_limited and greylisted go with \"refused: later\", and nothing else does");
        if (matches.isEmpty() || not.isEmpty())
            throw new IllegalArgumentException(
                    "it needs a reply under \"matches\" and one under \"not\" that looks alike");
    }

    /// "Too fast" said with a 5xx is no verdict on anybody.
    private static boolean isTooFast(Reason reason) {
        return reason == Reason.RATE_LIMITED || reason == Reason.GREYLISTED;
    }
}

package postrider.pacing;

import java.time.Duration;
import postrider.message.Outcome;
import postrider.message.Reason;

/// What the end of an attempt says about the speed of its lane.
///
/// @param atLeast how long the far side asked us to stay away, or zero; at most [#ATLEAST_MAX]
public record Signal(Kind kind, Duration atLeast) {
    /// Whoever asks for more is asked again after this.
    public static final Duration ATLEAST_MAX = Duration.ofHours(4);

    public static final Signal ACCEPTED = new Signal(Kind.ACCEPTED, Duration.ZERO);
    public static final Signal REFUSED = new Signal(Kind.REFUSED, Duration.ZERO);
    public static final Signal SLOW = new Signal(Kind.SLOW, Duration.ZERO);
    public static final Signal TOO_MANY_CONNECTIONS =
            new Signal(Kind.TOO_MANY_CONNECTIONS, Duration.ZERO);
    public static final Signal SUSPEND = new Signal(Kind.SUSPEND, Duration.ZERO);
    public static final Signal TROUBLE = new Signal(Kind.TROUBLE, Duration.ZERO);
    public static final Signal UNUSED = new Signal(Kind.UNUSED, Duration.ZERO);

    /// Kinds of ends.
    public enum Kind {
        /// The far side took the message.
        ACCEPTED,
        /// Refused, for now or for good, because of this recipient or this content: says nothing about
        /// speed.
        REFUSED,
        /// Too fast, or not now.
        SLOW,
        TOO_MANY_CONNECTIONS,
        /// A block list, or a reply that means: send nothing more.
        SUSPEND,
        /// No connection, or it broke before the final dot.
        TROUBLE,
        /// It was given back before anything was sent.
        UNUSED
    }

    /// What an outcome says. A link that broke after the final dot is trouble like any other.
    public static Signal of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _, Outcome.Sent _ -> ACCEPTED;
            case Outcome.Refusal refusal ->
                    switch (refusal.meaning().action()) {
                        case SLOW -> SLOW.after(asked(refusal));
                        case SUSPEND -> SUSPEND.after(asked(refusal));
                        case NONE, FAIL_OVER, ALERT -> isOfLink(refusal) ? TROUBLE : REFUSED;
                    };
            case Outcome.Uncertain _ -> TROUBLE;
            case Outcome.Dropped _ -> UNUSED;
        };
    }

    /// What it says that there is no link.
    public static Signal ofNoLink(Outcome outcome) {
        return switch (of(outcome).kind()) {
            case SLOW -> TOO_MANY_CONNECTIONS.after(of(outcome).atLeast());
            case SUSPEND -> of(outcome);
            case ACCEPTED, REFUSED, TOO_MANY_CONNECTIONS, TROUBLE, UNUSED -> TROUBLE;
        };
    }

    private static Duration asked(Outcome.Refusal refusal) {
        return refusal instanceof Outcome.Deferred deferred ? deferred.atLeast() : Duration.ZERO;
    }

    private static boolean isOfLink(Outcome.Refusal refusal) {
        return refusal.reason() == Reason.CONNECTION || refusal.reason() == Reason.LINK_LOST;
    }

    public Signal {
        if (atLeast.isNegative())
            throw new IllegalArgumentException("a wait is not negative: " + atLeast);
        if (atLeast.compareTo(ATLEAST_MAX) > 0) atLeast = ATLEAST_MAX;
    }

    /// The same, with the wait that the reply named.
    public Signal after(Duration wait) {
        return new Signal(kind, wait);
    }
}

package postrider.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Something that holds messages back, as the state that decides tells it.
///
/// @param sentence why, for people
/// @param since when; empty if nobody noted it
/// @param until when it is expected to end; empty if nothing tells
public record Hold(
        Kind kind,
        Effect effect,
        String sentence,
        Optional<Instant> since,
        Optional<Instant> until) {
    /// What can hold messages back.
    public enum Kind {
        /// The campaign does not run.
        STATE,
        /// Its window has not begun.
        WINDOW,
        /// A guard paused it.
        GUARD,
        /// As many campaigns run as may.
        CAP,
        /// Its audience is being expanded.
        EXPANSION,
        /// The first messages go alone.
        CANARY,
        /// The message was deferred.
        RETRY,
        /// An attempt is under way, or its end is not known.
        ATTEMPT,
        /// A route does not work.
        BREAKER,
        /// A lane rests.
        REST,
        /// A lane goes as fast as its far side lets it.
        PACE,
        /// A young source starts so many by the day and the hour.
        WARMUP,
        /// The route has started as many as it may in a day.
        DAILY_CAP,
        /// A limit that was set.
        THROTTLE,
        /// As many messages of the campaign are under way as may be.
        CONCURRENCY,
        /// No route of the campaign is for this mailbox provider.
        ROUTE;

        /// The name outside: `throttle`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What it does to messages.
    public enum Effect {
        /// None starts meanwhile.
        STOPS,
        /// They start, but not all at once.
        SLOWS
    }

    public static Hold stop(Kind kind, String sentence) {
        return new Hold(kind, Effect.STOPS, sentence, Optional.empty(), Optional.empty());
    }

    public static Hold stop(
            Kind kind, String sentence, Optional<Instant> since, Optional<Instant> until) {
        return new Hold(kind, Effect.STOPS, sentence, since, until);
    }

    public static Hold slow(Kind kind, String sentence) {
        return new Hold(kind, Effect.SLOWS, sentence, Optional.empty(), Optional.empty());
    }

    public boolean isStop() {
        return effect == Effect.STOPS;
    }

    /// The same where messages have another way.
    Hold slowing() {
        return new Hold(kind, Effect.SLOWS, sentence, since, until);
    }
}

package postrider.campaign;

import java.time.Instant;
import java.util.Optional;

/// What guards and the canary have said of a campaign, and what people said to that: as much of it as
/// must outlive a restart.
///
/// @param pause why a guard paused it; empty unless it is PAUSED by one
/// @param known what had happened by the last time somebody resumed it in spite of a guard: guards
///     judge only what came after
/// @param wentOn when its canary let the rest go; empty if it has not, or there is none
public record Watch(Optional<Pause> pause, Guard.Counts known, Optional<Instant> wentOn) {
    public static final int SENTENCE_MAX = 1_000;
    public static final Watch NONE =
            new Watch(Optional.empty(), Guard.Counts.NONE, Optional.empty());

    /// @param sentence why, for people
    public record Pause(String sentence, Instant since) {
        public Pause {
            if (sentence.isBlank() || sentence.length() > SENTENCE_MAX)
                throw new IllegalArgumentException(
                        "a sentence is 1 to " + SENTENCE_MAX + " characters");
        }
    }

    Watch paused(String sentence, Instant now) {
        return new Watch(Optional.of(new Pause(sentence, now)), known, wentOn);
    }

    Watch resumed() {
        return new Watch(Optional.empty(), known, wentOn);
    }

    /// Somebody has seen it all, and it shall go on.
    public Watch knowing(Guard.Counts seen) {
        return new Watch(pause, seen, wentOn);
    }

    public Watch goneOn(Instant now) {
        return new Watch(pause, known, Optional.of(now));
    }
}

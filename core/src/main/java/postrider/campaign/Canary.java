package postrider.campaign;

import java.time.Duration;
import java.time.Instant;

/// Sends the first few messages of each shard, waits for what becomes of them, and then lets the rest go by
/// itself. Shards are of one mailbox provider each, so every provider has its part of them.
///
/// @param share of each shard, above 0 and at most 1
/// @param settle how long after the last of them bounces and complaints are waited for
public record Canary(double share, Duration settle) {
    /// Nobody waits longer than a window is long.
    public static final Duration SETTLE_MAX = Duration.ofDays(3);

    /// A few are always deferred for hours.
    private static final double ENDED_MIN = 0.95;

    public Canary {
        if (!(share > 0 && share <= 1))
            throw new IllegalArgumentException(
                    "a canary is a share above 0 and at most 1: " + share);
        if (settle.isNegative() || settle.compareTo(SETTLE_MAX) > 0)
            throw new IllegalArgumentException("a canary settles within three days: " + settle);
    }

    /// How many of a shard go first: at least one.
    public int of(int shardSize) {
        return (int) Math.min(shardSize, Math.ceil(shardSize * share));
    }

    /// How far the first ones are.
    ///
    /// @param planned of all shards together
    /// @param ended no longer waiting, under way or deferred
    /// @param lastEnded when the last of these ended
    public record Progress(long planned, long ended, Instant lastEnded) {}

    /// Whether the rest may go.
    public sealed interface Verdict {
        record GoOn() implements Verdict {}

        record Wait(String sentence) implements Verdict {}

        record Pause(String sentence) implements Verdict {}
    }

    /// The rest may go when 95 % of the first have ended, have settled, and the guards say nothing; a guard
    /// that warns holds it, and one that pauses pauses it.
    public Verdict judge(Progress progress, Guard.Verdict guard, Instant now) {
        return switch (guard) {
            case Guard.Verdict.Pause(var sentence) -> new Verdict.Pause(sentence);
            case Guard.Verdict.Warn(var sentence) ->
                    new Verdict.Wait("the canary is held by a guard: " + sentence);
            case Guard.Verdict.Fine() -> progressed(progress, now);
        };
    }

    private Verdict progressed(Progress progress, Instant now) {
        if (progress.ended() < ENDED_MIN * progress.planned()) {
            return new Verdict.Wait(
                    "the canary is under way: %d of %d first messages have ended"
                            .formatted(progress.ended(), progress.planned()));
        }
        var settled = progress.lastEnded().plus(settle);
        return now.isBefore(settled)
                ? new Verdict.Wait("the canary settles until " + settled)
                : new Verdict.GoOn();
    }
}

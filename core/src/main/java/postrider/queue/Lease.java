package postrider.queue;

import java.time.Instant;
import postrider.message.Shard;

/// Leave to visit a shard until `until`, alone.
///
/// @param epoch higher than that of every lease of this shard before
/// @param predecessorGone whether whoever held the lease before is known not to send any more: it
///     gave the lease back, or its process is known dead. If not, open intents may be under way: who
///     gives this lease back has settled them before
public record Lease(Shard shard, long epoch, Instant until, boolean predecessorGone) {
    public Lease {
        if (epoch < 1) throw new IllegalArgumentException("an epoch is positive: " + epoch);
    }

    public Lease extended(Instant later) {
        return new Lease(shard, epoch, later, predecessorGone);
    }
}

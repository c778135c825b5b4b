package postrider.message;

import postrider.lane.Lane;

/// At most 1,000 messages of one campaign, all bound for one lane: what is stored, queued, leased,
/// paused, retried, counted and archived as a whole.
///
/// @param size messages in it
public record Shard(ShardId id, Lane lane, int size) {
    /// One visit fits a lease, one block fits a page of memory.
    public static final int MESSAGES_MAX = 1_000;

    public Shard {
        if (size < 1 || size > MESSAGES_MAX) {
            throw new IllegalArgumentException(
                    "a shard holds 1 to " + MESSAGES_MAX + " messages: " + size);
        }
    }
}

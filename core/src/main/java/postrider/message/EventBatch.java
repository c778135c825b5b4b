package postrider.message;

import java.util.List;

/// Events of one shard that are appended together.
///
/// @param epoch the lease epoch of the sender that appends, from 1; 0 for everyone else
/// @param sequence counts the sender's batches within its epoch; for everyone else it is derived
///     from the source's own event id, so that appending twice appends once
public record EventBatch(ShardId shard, long epoch, long sequence, List<Event> events) {
    /// What everyone but senders appends with.
    public static final long NO_EPOCH = 0;

    public EventBatch {
        events = List.copyOf(events);
        if (epoch < 0) throw new IllegalArgumentException("an epoch is not negative: " + epoch);
        if (events.isEmpty()) throw new IllegalArgumentException("a batch holds an event");
    }

    public boolean hasIntents() {
        for (var event : events) if (event instanceof Event.Intent) return true;
        return false;
    }
}

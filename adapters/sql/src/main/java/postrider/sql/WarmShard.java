package postrider.sql;

import postrider.message.Event;
import postrider.message.EventBatch;

/// What the writer knows of a shard that it appends to.
final class WarmShard {
    final CountedFold fold;
    private final int size;
    private long epochSeen;
    private long version;

    WarmShard(int size, long epochSeen, long version) {
        this.size = size;
        this.epochSeen = epochSeen;
        this.version = version;
        fold = new CountedFold(size);
    }

    long version() {
        return version;
    }

    void written() {
        version++;
    }

    void opened(long epoch) {
        epochSeen = Math.max(epochSeen, epoch);
        version++;
    }

    boolean fences(EventBatch batch) {
        return batch.epoch() < epochSeen && batch.hasIntents();
    }

    /// Whether all of its events are about messages of the shard.
    boolean fits(EventBatch batch) {
        for (var event : batch.events()) {
            var index =
                    switch (event) {
                        case Event.Intent intent -> intent.index();
                        case Event.Result result -> result.index();
                        case Event.Feedback feedback -> feedback.index();
                        case Event.Closed _ -> 0;
                    };
            if (index >= size) return false;
        }
        return true;
    }
}

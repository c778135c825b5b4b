package postrider.sql;

import java.util.ArrayList;
import java.util.List;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.EventCodec;
import postrider.message.ShardId;

/// Batches of one shard and epoch that go into one row, under the first one's key.
final class EventRow {
    final ShardId shard;
    final long epoch;
    private final List<EventBatch> batches = new ArrayList<>();
    private long sequence;
    private boolean written;

    EventRow(ShardId shard, long epoch, long sequence) {
        this.shard = shard;
        this.epoch = epoch;
        this.sequence = sequence;
    }

    void add(EventBatch batch) {
        batches.add(batch);
    }

    long sequence() {
        return sequence;
    }

    byte[] encoded() {
        return EventCodec.encode(events());
    }

    List<Event> events() {
        if (batches.size() == 1) return batches.getFirst().events();
        var events = new ArrayList<Event>();
        for (var batch : batches) events.addAll(batch.events());
        return events;
    }

    /// Takes note of what became of its insertion. If there was a row of this key, the first batch
    /// had been appended before, and the others are to be tried under the next one's key.
    void inserted(int count) {
        written = count > 0;
        if (written) return;
        batches.removeFirst();
        if (!batches.isEmpty()) sequence = batches.getFirst().sequence();
    }

    boolean isWritten() {
        return written;
    }

    /// Whether there is something to write still.
    boolean isPending() {
        return !written && !batches.isEmpty();
    }
}

package postrider.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postrider.message.EventBatch;
import postrider.message.MessageStore.Appended;
import postrider.message.ShardId;

/// What one commit appends to one shard.
final class ShardAppends {
    final ShardId shard;
    private final List<Ticket.Append> tickets = new ArrayList<>();
    private final List<EventRow> rows = new ArrayList<>();

    ShardAppends(ShardId shard) {
        this.shard = shard;
    }

    void add(Ticket.Append ticket) {
        tickets.add(ticket);
    }

    void refuseAll() {
        rows.clear();
        for (var ticket : tickets) ticket.refuse(refusal("there is no shard"));
    }

    /// Answers every ticket, and puts what is taken into rows: the batches of an epoch into one,
    /// under the first one's key. Whoever appends without an epoch may come again with the same key
    /// and other times in it, so each of theirs keeps its key.
    void decide(WarmShard warm) {
        rows.clear();
        Map<Long, EventRow> byEpoch = new LinkedHashMap<>();
        for (var ticket : tickets) {
            var batch = ticket.batch;
            if (warm.fences(batch)) {
                ticket.answer(Appended.FENCED);
            } else if (!warm.fits(batch)) {
                ticket.refuse(refusal("an event is about a message beyond the end of shard"));
            } else {
                rowFor(batch, byEpoch).add(batch);
                ticket.answer(Appended.DONE);
            }
        }
    }

    private EventRow rowFor(EventBatch batch, Map<Long, EventRow> byEpoch) {
        var known = byEpoch.get(batch.epoch());
        if (known != null) return known;
        var row = new EventRow(shard, batch.epoch(), batch.sequence());
        if (batch.epoch() != EventBatch.NO_EPOCH) byEpoch.put(batch.epoch(), row);
        rows.add(row);
        return row;
    }

    private IllegalArgumentException refusal(String what) {
        return new IllegalArgumentException(what + " " + shard);
    }

    List<EventRow> rows() {
        return rows;
    }
}

package postrider.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postrider.campaign.Campaign;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.message.Status;

/// The shards of a chunk while they fill: one of each lane at a time, and one of each reason for which
/// recipients get nothing. Used by one thread.
final class ShardFilling {
    /// RFC 3463 3.2: X.1.2 is a bad destination system.
    private static final Reply NO_MAIL =
            new Reply(0, "5.1.2", "the domain does not exist, or takes no mail (null MX)");

    private final Campaign campaign;
    private final List<String> fields;
    private final int firstNumber;
    private final Blocks blocks;
    private final Map<Lane, RowsBuilder> open = new TreeMap<>();
    private final Map<Reason, RowsBuilder> dropped = new TreeMap<>();
    private final List<NewShard> shards = new ArrayList<>();
    private final Map<ShardId, Reason> closed = new LinkedHashMap<>();
    private long recipients;

    ShardFilling(Campaign campaign, List<String> fields, int firstNumber, Blocks blocks) {
        this.campaign = campaign;
        this.fields = fields;
        this.firstNumber = firstNumber;
        this.blocks = blocks;
    }

    void add(Rows rows, int row, int[] places, Lanes.Destination destination, boolean suppressed) {
        recipients++;
        if (suppressed) drop(Reason.SUPPRESSED, rows, row, places);
        else if (!destination.takesMail()) drop(Reason.UNKNOWN_RECIPIENT, rows, row, places);
        else send(destination.lane(), rows, row, places);
    }

    private void send(Lane lane, Rows rows, int row, int[] places) {
        var filling = open.computeIfAbsent(lane, _ -> new RowsBuilder(fields));
        filling.add(rows.local(row), rows.domain(row), rows, row, places);
        if (filling.isFull()) close(lane, open.remove(lane));
    }

    private void drop(Reason reason, Rows rows, int row, int[] places) {
        var filling = dropped.computeIfAbsent(reason, _ -> new RowsBuilder(fields));
        filling.add(rows.local(row), rows.domain(row), rows, row, places);
        if (filling.isFull()) closed.put(close(Lane.NONE, dropped.remove(reason)), reason);
    }

    private ShardId close(Lane lane, RowsBuilder rows) {
        var id = new ShardId(campaign.id(), firstNumber + shards.size());
        shards.add(
                new NewShard(new Shard(id, lane, rows.size()), blocks.close(campaign, id, rows)));
        return id;
    }

    /// Closes what is partly filled.
    void closeAll() {
        open.forEach(this::close);
        open.clear();
        dropped.forEach((reason, rows) -> closed.put(close(Lane.NONE, rows), reason));
        dropped.clear();
    }

    List<NewShard> shards() {
        return shards;
    }

    /// What is to be told at once of shards that are never sent. A domain that does not exist or takes
    /// no mail (RFC 7505) is what its own host would refuse for good; the rest is our decision.
    List<EventBatch> ends(Instant now) {
        var ends = new ArrayList<EventBatch>();
        for (var made : shards) {
            var reason = closed.get(made.shard().id());
            if (reason == null) continue;
            var events =
                    reason == Reason.UNKNOWN_RECIPIENT
                            ? bounces(made.shard().size(), now)
                            : List.<Event>of(new Event.Closed(now.toEpochMilli(), reason));
            ends.add(new EventBatch(made.shard().id(), EventBatch.NO_EPOCH, reason.code(), events));
        }
        return ends;
    }

    private static List<Event> bounces(int size, Instant now) {
        var bounces = new ArrayList<Event>(size);
        for (int i = 0; i < size; i++) {
            bounces.add(
                    new Event.Result(
                            i,
                            0,
                            now.toEpochMilli(),
                            Status.BOUNCED,
                            Reason.UNKNOWN_RECIPIENT,
                            true,
                            NO_MAIL,
                            0,
                            0));
        }
        return bounces;
    }

    List<Shard> toSend() {
        return shards.stream()
                .map(NewShard::shard)
                .filter(s -> !s.lane().equals(Lane.NONE))
                .toList();
    }

    long recipients() {
        return recipients;
    }
}

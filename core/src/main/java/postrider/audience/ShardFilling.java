package postrider.audience;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postrider.campaign.Campaign;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Shard;
import postrider.message.ShardId;

/// The shards of a chunk while they fill: one of each lane at a time, and one of each reason for which
/// recipients are dropped. Used by one thread.
final class ShardFilling {
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

    /// Shards that are never sent, and why.
    Map<ShardId, Reason> closed() {
        return closed;
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

package postrider.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import postrider.message.Event;
import postrider.message.EventCodec;
import postrider.message.ShardId;
import postrider.seal.Compression;

/// Reads the events of a shard, packed or not.
final class StoredEvents {
    private static final String EVENTS =
            """
            select 1, events from packed_events where campaign = ? and number = ?
            union all
            select 0, events from event where campaign = ? and number = ?\
            """;

    private final Compression compression;

    StoredEvents(Compression compression) {
        this.compression = compression;
    }

    List<Event> read(Session session, ShardId shard) throws SQLException {
        var events = new ArrayList<Event>();
        for (var batch : batches(session, shard)) events.addAll(EventCodec.decode(batch));
        return events;
    }

    /// As [EventCodec] wrote them.
    List<byte[]> batches(Session session, ShardId shard) throws SQLException {
        return session.list(
                EVENTS,
                row -> row.getInt(1) == 1 ? compression.expand(row.getBytes(2)) : row.getBytes(2),
                shard.campaign().value(),
                shard.number(),
                shard.campaign().value(),
                shard.number());
    }

    byte[] pack(List<byte[]> batches) {
        return compression.compress(EventCodec.merge(batches));
    }
}

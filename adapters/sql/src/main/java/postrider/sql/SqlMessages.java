package postrider.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import postrider.campaign.CampaignId;
import postrider.message.EventBatch;
import postrider.message.MessageStore;
import postrider.message.ShardId;
import postrider.message.StoredShard;

/// The message store in SQL.
final class SqlMessages implements MessageStore {
    /// Shards that one transaction forgets, so that appends do not wait long behind it.
    private static final int REMOVED_AT_ONCE = 50;

    /// Packing is given up when the shard changes again and again: it is not cold.
    private static final int PACK_TRIES = 5;

    private static final String INSERT_SHARD =
            """
            insert into shard (campaign, number, lane, size, epoch_seen, version, queued, uncertain,
                deferred, sent, dropped, blocked, delivered, bounced, in_flight, ever_uncertain)
            values (?, ?, ?, ?, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0)\
            """;

    private static final String INSERT_BLOCK =
            """
            insert into block (campaign, number, generation, sealed) values (?, ?, ?, ?)\
            """;

    private static final String OPEN =
            """
            update shard
            set epoch_seen = case when epoch_seen < ? then ? else epoch_seen end,
                version = version + 1
            where campaign = ? and number = ?
            returning version\
            """;

    private static final String LOOSE =
            """
            select version, (select count(*) from event e
                where e.campaign = s.campaign and e.number = s.number)
            from shard s where campaign = ? and number = ?\
            """;

    private static final String RAISE_VERSION =
            """
            update shard set version = version + 1
            where campaign = ? and number = ? and version = ?\
            """;

    private static final String DELETE_EVENTS =
            """
            delete from event where campaign = ? and number = ?\
            """;

    private static final String PUT_PACKED =
            """
            insert into packed_events (campaign, number, events) values (?, ?, ?)
            on conflict (campaign, number) do update set events = excluded.events\
            """;

    private static final String LAST_NUMBER =
            """
            select number from shard where campaign = ? order by number desc limit 1\
            """;

    private static final List<String> DELETE_FROM =
            List.of(
                    "delete from event where campaign = ? and number >= ?",
                    "delete from packed_events where campaign = ? and number >= ?",
                    "delete from block where campaign = ? and number >= ?",
                    "delete from shard where campaign = ? and number >= ?");

    private final GroupCommit writer;
    private final Readers readers;
    private final StoredEvents events;
    private final WarmShards warm;
    private final SqlReader reader;

    SqlMessages(
            GroupCommit writer,
            Readers readers,
            StoredEvents events,
            WarmShards warm,
            SqlReader reader) {
        this.writer = writer;
        this.readers = readers;
        this.events = events;
        this.warm = warm;
        this.reader = reader;
    }

    @Override
    public void put(List<NewShard> shards) {
        if (shards.isEmpty()) throw new IllegalArgumentException("no shards to put");
        var first = shards.getFirst().shard().id();
        for (int i = 0; i < shards.size(); i++) {
            var expected = new ShardId(first.campaign(), first.number() + i);
            if (!shards.get(i).shard().id().equals(expected))
                throw new IllegalArgumentException("expected shard " + expected);
        }
        writer.run(session -> put(session, first, shards));
    }

    private boolean put(Session session, ShardId first, List<NewShard> shards) throws SQLException {
        deleteFrom(session, first.campaign(), first.number());
        for (var added : shards) {
            var shard = added.shard();
            var campaign = shard.id().campaign().value();
            var number = shard.id().number();
            session.add(
                    INSERT_SHARD,
                    campaign,
                    number,
                    shard.lane().name(),
                    shard.size(),
                    shard.size());
            session.add(
                    INSERT_BLOCK,
                    campaign,
                    number,
                    added.block().generation(),
                    added.block().bytes());
        }
        session.flush(INSERT_SHARD);
        session.flush(INSERT_BLOCK);
        return true;
    }

    private void deleteFrom(Session session, CampaignId campaign, int number) throws SQLException {
        warm.dropFrom(campaign, number);
        for (var delete : DELETE_FROM) session.update(delete, campaign.value(), number);
    }

    /// Fences first and reads then: what an older epoch has appended until the fence stood is read.
    @Override
    public StoredShard open(ShardId shard, long epoch) {
        writer.run(session -> fence(session, shard, epoch));
        return reader.read(shard).orElseThrow(() -> missing(shard));
    }

    private boolean fence(Session session, ShardId shard, long epoch) throws SQLException {
        var version =
                session.first(
                        OPEN,
                        row -> row.getLong(1),
                        epoch,
                        epoch,
                        shard.campaign().value(),
                        shard.number());
        version.ifPresent(raised -> warm.opened(shard, epoch, raised));
        return version.isPresent();
    }

    private static IllegalArgumentException missing(ShardId shard) {
        return new IllegalArgumentException("there is no shard " + shard);
    }

    @Override
    public Appended append(EventBatch batch) {
        return writer.append(batch);
    }

    @Override
    public List<Appended> appendAll(List<EventBatch> batches) {
        return writer.appendAll(batches);
    }

    /// The work is done on the caller's thread; the writer only swaps the rows, if the shard has not
    /// changed meanwhile.
    @Override
    public void pack(ShardId shard) {
        for (int i = 0; i < PACK_TRIES; i++) if (packOnce(shard)) return;
    }

    /// @return false if the shard changed meanwhile
    private boolean packOnce(ShardId shard) {
        var loose = readers.run(session -> loose(session, shard));
        if (loose.isEmpty() || loose.get().rows() == 0) return true;
        var batches = readers.run(session -> events.batches(session, shard));
        var packed = events.pack(batches);
        return writer.run(session -> swap(session, shard, loose.get().version(), packed));
    }

    private static Optional<Loose> loose(Session session, ShardId shard) throws SQLException {
        return session.first(
                LOOSE,
                row -> new Loose(row.getLong(1), row.getInt(2)),
                shard.campaign().value(),
                shard.number());
    }

    /// Rows of events that are not packed, at a version of their shard.
    private record Loose(long version, int rows) {}

    private boolean swap(Session session, ShardId shard, long version, byte[] packed)
            throws SQLException {
        var campaign = shard.campaign().value();
        if (session.update(RAISE_VERSION, campaign, shard.number(), version) == 0) return false;
        session.update(DELETE_EVENTS, campaign, shard.number());
        session.update(PUT_PACKED, campaign, shard.number(), packed);
        warm.drop(shard);
        return true;
    }

    /// From the last shard down, so that what is left of an interrupted removal can be removed again.
    @Override
    public void remove(CampaignId campaign) {
        var more = true;
        while (more) more = writer.run(session -> removeLast(session, campaign));
    }

    /// @return whether there may be more
    private boolean removeLast(Session session, CampaignId campaign) throws SQLException {
        var last = session.first(LAST_NUMBER, row -> row.getInt(1), campaign.value());
        if (last.isEmpty()) return false;
        deleteFrom(session, campaign, Math.max(0, last.get() - REMOVED_AT_ONCE + 1));
        return true;
    }
}

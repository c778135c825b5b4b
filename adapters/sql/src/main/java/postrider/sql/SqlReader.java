package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.MessageReader;
import postrider.message.SealedBlock;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.message.Status;
import postrider.message.StoredShard;

/// The message reader in SQL.
final class SqlReader implements MessageReader {
    private static final String SHARD_AND_BLOCK =
            """
            select s.lane, s.size, b.generation, b.sealed
            from shard s join block b on b.campaign = s.campaign and b.number = s.number
            where s.campaign = ? and s.number = ?\
            """;

    private static final String COUNT =
            """
            select sum(queued), sum(uncertain), sum(deferred), sum(sent), sum(dropped),
                sum(blocked), sum(delivered), sum(bounced), sum(in_flight), sum(ever_uncertain),
                sum(hard_bounced), sum(bounced_late), sum(complained), sum(unsubscribed),
                sum(opened), sum(clicked), sum(opened_by_machine), sum(clicked_by_machine)
            from shard where campaign = ?\
            """;

    private static final String SHARDS =
            """
            select queued, uncertain, deferred, sent, dropped, blocked, delivered, bounced,
                in_flight, ever_uncertain, hard_bounced, bounced_late, complained,
                unsubscribed, opened, clicked, opened_by_machine, clicked_by_machine,
                number, lane, size
            from shard where campaign = ? and number >= ? order by number limit ?\
            """;

    private static final int SHARDS_MAX = 10_000;

    private final Readers readers;
    private final StoredEvents events;

    SqlReader(Readers readers, StoredEvents events) {
        this.readers = readers;
        this.events = events;
    }

    @Override
    public Optional<StoredShard> read(ShardId shard) {
        return readers.run(session -> read(session, shard));
    }

    private Optional<StoredShard> read(Session session, ShardId id) throws SQLException {
        var found =
                session.first(
                        SHARD_AND_BLOCK,
                        row ->
                                new StoredShard(
                                        new Shard(id, new Lane(row.getString(1)), row.getInt(2)),
                                        new SealedBlock(row.getInt(3), row.getBytes(4)),
                                        List.of()),
                        id.campaign().value(),
                        id.number());
        if (found.isEmpty()) return found;
        var told = events.read(session, id);
        return found.map(shard -> new StoredShard(shard.shard(), shard.block(), told));
    }

    @Override
    public Counters count(CampaignId campaign) {
        return readers.run(session -> session.one(COUNT, SqlReader::counters, campaign.value()));
    }

    @Override
    public List<CountedShard> shards(CampaignId campaign, int from, int max) {
        if (max < 1 || max > SHARDS_MAX)
            throw new IllegalArgumentException("1 to " + SHARDS_MAX + " shards at once: " + max);
        return readers.run(session ->
                session.list(SHARDS, row -> counted(campaign, row), campaign.value(), from, max));
    }

    private static CountedShard counted(CampaignId campaign, ResultSet row) throws SQLException {
        var id = new ShardId(campaign, row.getInt("number"));
        var shard = new Shard(id, new Lane(row.getString("lane")), row.getInt("size"));
        return new CountedShard(shard, counters(row));
    }

    /// Its columns from this one on: the facts in the order of their codes.
    private static Counters.Feedback feedback(ResultSet row, int first) throws SQLException {
        var byFact = new EnumMap<Event.Fact.Kind, Long>(Event.Fact.Kind.class);
        for (var kind : Event.Fact.Kind.values())
            byFact.put(kind, row.getLong(first + 1 + kind.code()));
        return new Counters.Feedback(row.getLong(first), byFact);
    }

    /// The first columns, in the order of the statuses' codes; no rows sum up to null, which is 0.
    private static Counters counters(ResultSet row) throws SQLException {
        var byStatus = new EnumMap<Status, Long>(Status.class);
        for (var status : Status.values()) byStatus.put(status, row.getLong(status.code() + 1));
        var next = Status.values().length + 1;
        return new Counters(
                byStatus,
                row.getLong(next),
                row.getLong(next + 1),
                row.getLong(next + 2),
                feedback(row, next + 3));
    }
}

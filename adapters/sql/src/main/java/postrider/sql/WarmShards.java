package postrider.sql;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import postrider.campaign.CampaignId;
import postrider.message.ShardId;

/// The shards that were appended to lately, so that an append need not read what was before it.
/// Used by the writer alone. What a transaction touches is forgotten if it is not committed.
final class WarmShards {
    /// About 30 KB each: 120 MB for four million messages under way at once.
    private static final int SHARDS_MAX = 4_096;

    private static final String SHARD =
            """
            select size, epoch_seen, version from shard where campaign = ? and number = ?\
            """;

    private final StoredEvents events;
    private final LinkedHashMap<ShardId, WarmShard> shards =
            new LinkedHashMap<>(1 << 10, 0.75f, true);
    private final Set<ShardId> touched = new HashSet<>();

    WarmShards(StoredEvents events) {
        this.events = events;
    }

    /// The shard, read if it is not known; about to be changed. Empty if there is none.
    Optional<WarmShard> touch(Session session, ShardId id) throws SQLException {
        touched.add(id);
        var known = shards.get(id);
        return known != null ? Optional.of(known) : read(session, id);
    }

    /// The same, but as the database has it now.
    Optional<WarmShard> reread(Session session, ShardId id) throws SQLException {
        shards.remove(id);
        return touch(session, id);
    }

    private Optional<WarmShard> read(Session session, ShardId id) throws SQLException {
        var found =
                session.first(
                        SHARD,
                        row -> new WarmShard(row.getInt(1), row.getLong(2), row.getLong(3)),
                        id.campaign().value(),
                        id.number());
        if (found.isPresent()) {
            events.read(session, id).forEach(found.get().fold::apply);
            shards.put(id, found.get());
            if (shards.size() > SHARDS_MAX) shards.pollFirstEntry();
        }
        return found;
    }

    /// Takes note of an opening that the database made the shard's version `version`.
    void opened(ShardId id, long epoch, long version) {
        touched.add(id);
        var known = shards.get(id);
        if (known == null) return;
        known.opened(epoch);
        if (known.version() != version) shards.remove(id);
    }

    void drop(ShardId id) {
        shards.remove(id);
    }

    void dropFrom(CampaignId campaign, int number) {
        shards.keySet().removeIf(id -> id.campaign().equals(campaign) && id.number() >= number);
    }

    void committed() {
        touched.clear();
    }

    void forget() {
        touched.forEach(shards::remove);
        touched.clear();
    }
}

package postrider.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.queue.Lease;
import postrider.queue.ShardQueue;

/// The shard queue in SQL. A lease stands as long as the row has its epoch and says that somebody
/// holds it; that a later lease may begin is a matter of time.
final class SqlShardQueue implements ShardQueue {
    /// The lane's campaigns of which a shard is due: from campaign to campaign through the index, two
    /// seeks each, however many shards they have.
    private static final String DUE =
            """
            with recursive waiting (campaign) as (
                select min(campaign) from queued_shard where lane = ?
                union all
                select (select min(q.campaign) from queued_shard q
                        where q.lane = ? and q.campaign > w.campaign)
                from waiting w where w.campaign is not null)
            select w.campaign from waiting w
            where w.campaign is not null and exists (
                select 1 from queued_shard q
                where q.lane = ? and q.campaign = w.campaign
                    and q.due_at <= ? and q.leased_until <= ?)
            order by w.campaign\
            """;

    /// One seek in the index by lane, campaign and due time. The outer condition is looked at again
    /// should another process have held the row.
    private static final String LEASE =
            """
            update queued_shard
            set epoch = epoch + 1, leased_until = ?, predecessor_gone = given_back, given_back = 0
            where campaign = ? and leased_until <= ? and number in (
                select number from queued_shard
                where lane = ? and campaign = ? and due_at <= ? and leased_until <= ?
                order by due_at, number limit ?)
            returning number, size, epoch, predecessor_gone, due_at\
            """;

    private static final String RENEW =
            """
            update queued_shard set leased_until = ?
            where campaign = ? and number = ? and epoch = ? and leased_until > 0\
            """;

    private static final String RELEASE =
            """
            update queued_shard set due_at = ?, leased_until = 0, given_back = 1
            where campaign = ? and number = ? and epoch = ? and leased_until > 0\
            """;

    private static final String FINISH =
            """
            delete from queued_shard
            where campaign = ? and number = ? and epoch = ? and leased_until > 0\
            """;

    private static final String HASTEN =
            """
            update queued_shard set due_at = ? where campaign = ? and due_at > ?\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlShardQueue(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /// Looks first, so that asking while nothing is due writes nothing.
    @Override
    public List<Lease> lease(
            Lane lane, Map<CampaignId, Integer> wanted, Instant now, Instant until) {
        if (wanted.isEmpty()) return List.of();
        var due = due(lane, now);
        due.retainAll(wanted.keySet());
        if (due.isEmpty()) return List.of();
        return writer.run(session -> {
            var leases = new ArrayList<Lease>();
            for (var campaign : due) {
                var max = wanted.getOrDefault(campaign, 0);
                leases.addAll(lease(session, lane, campaign, max, now, until));
            }
            return leases;
        });
    }

    /// In order, so that two processes do not wait for each other.
    private List<CampaignId> due(Lane lane, Instant now) {
        var nowMs = now.toEpochMilli();
        return readers.run(session ->
                session.list(
                        DUE,
                        row -> new CampaignId(row.getLong(1)),
                        lane.name(),
                        lane.name(),
                        lane.name(),
                        nowMs,
                        nowMs));
    }

    private static List<Lease> lease(
            Session session, Lane lane, CampaignId campaign, int max, Instant now, Instant until)
            throws SQLException {
        var nowMs = now.toEpochMilli();
        var leased =
                session.list(
                        LEASE,
                        row -> {
                            var id = new ShardId(campaign, row.getInt(1));
                            var shard = new Shard(id, lane, row.getInt(2));
                            var gone = row.getInt(4) == 1;
                            return new Due(
                                    new Lease(shard, row.getLong(3), until, gone), row.getLong(5));
                        },
                        until.toEpochMilli(),
                        campaign.value(),
                        nowMs,
                        lane.name(),
                        campaign.value(),
                        nowMs,
                        nowMs,
                        max);
        return leased.stream().sorted().map(Due::lease).toList();
    }

    /// A lease by its due time: the order in which rows are returned is the engine's own.
    private record Due(Lease lease, long dueAtMs) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            var order = Long.compare(dueAtMs, other.dueAtMs);
            return order != 0 ? order : lease.shard().id().compareTo(other.lease.shard().id());
        }
    }

    @Override
    public List<Lease> renew(Collection<Lease> leases, Instant until) {
        if (leases.isEmpty()) return List.of();
        return writer.run(session -> {
            var renewed = new ArrayList<Lease>();
            for (var lease : leases) {
                if (renew(session, lease, until)) renewed.add(lease.extended(until));
            }
            return renewed;
        });
    }

    private static boolean renew(Session session, Lease lease, Instant until) throws SQLException {
        var id = lease.shard().id();
        return session.update(
                        RENEW,
                        until.toEpochMilli(),
                        id.campaign().value(),
                        id.number(),
                        lease.epoch())
                == 1;
    }

    @Override
    public void release(Lease lease, Instant dueAt) {
        var id = lease.shard().id();
        writer.run(session ->
                session.update(
                        RELEASE,
                        dueAt.toEpochMilli(),
                        id.campaign().value(),
                        id.number(),
                        lease.epoch()));
    }

    @Override
    public void finish(Lease lease) {
        var id = lease.shard().id();
        writer.run(session ->
                session.update(FINISH, id.campaign().value(), id.number(), lease.epoch()));
    }

    @Override
    public void hasten(CampaignId campaign, Instant now) {
        var nowMs = now.toEpochMilli();
        writer.run(session -> session.update(HASTEN, nowMs, campaign.value(), nowMs));
    }
}

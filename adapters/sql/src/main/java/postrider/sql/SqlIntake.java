package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.queue.ExpansionProgress;
import postrider.queue.ShardQueue;
import postrider.queue.ShardQueue.Waiting;

/// How an expansion adds to the queue, in SQL.
final class SqlIntake implements ShardQueue.Intake {
    private static final String ADD =
            """
            insert into queued_shard (campaign, number, lane, size, due_at, epoch, leased_until,
                given_back, predecessor_gone)
            values (?, ?, ?, ?, ?, 0, 0, 1, 1)
            on conflict do nothing\
            """;

    private static final String MOVE_ON =
            """
            insert into expansion (campaign, segments, shards, recipients, duplicates, complete)
            values (?, ?, ?, ?, ?, ?)
            on conflict (campaign) do update
            set segments = excluded.segments, shards = excluded.shards,
                recipients = excluded.recipients, duplicates = excluded.duplicates,
                complete = excluded.complete\
            """;

    private static final String PROGRESS =
            """
            select segments, shards, recipients, duplicates, complete
            from expansion where campaign = ?\
            """;

    private static final String WAITING =
            """
            select count(*) from queued_shard where campaign = ?\
            """;

    private static final String END_LEASES =
            """
            update queued_shard set leased_until = 0, given_back = 1 where leased_until > 0\
            """;

    private static final String LIST =
            """
            select number, lane, due_at, leased_until
            from queued_shard where campaign = ? order by number limit ?\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlIntake(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void add(
            CampaignId campaign, List<Shard> shards, ExpansionProgress progress, Instant dueAt) {
        writer.run(session -> {
            for (var shard : shards) {
                session.add(
                        ADD,
                        campaign.value(),
                        shard.id().number(),
                        shard.lane().name(),
                        shard.size(),
                        dueAt.toEpochMilli());
            }
            session.flush(ADD);
            return moveOn(session, campaign, progress);
        });
    }

    private static int moveOn(Session session, CampaignId campaign, ExpansionProgress progress)
            throws SQLException {
        return session.update(
                MOVE_ON,
                campaign.value(),
                progress.segments(),
                progress.shards(),
                progress.recipients(),
                progress.duplicates(),
                progress.complete());
    }

    @Override
    public ExpansionProgress progress(CampaignId campaign) {
        return readers.run(
                        session -> session.first(PROGRESS, SqlIntake::progress, campaign.value()))
                .orElse(ExpansionProgress.START);
    }

    private static ExpansionProgress progress(ResultSet row) throws SQLException {
        return new ExpansionProgress(
                row.getInt(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getInt(5) == 1);
    }

    @Override
    public int waiting(CampaignId campaign) {
        return readers.run(session -> session.one(WAITING, row -> row.getInt(1), campaign.value()));
    }

    @Override
    public void endLeases() {
        writer.run(session -> session.update(END_LEASES));
    }

    @Override
    public List<Waiting> list(CampaignId campaign, int max) {
        return readers.run(session ->
                session.list(LIST, row -> waiting(campaign, row), campaign.value(), max));
    }

    private static Waiting waiting(CampaignId campaign, ResultSet row) throws SQLException {
        return new Waiting(
                new ShardId(campaign, row.getInt(1)),
                new Lane(row.getString(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getLong(4) > 0);
    }
}

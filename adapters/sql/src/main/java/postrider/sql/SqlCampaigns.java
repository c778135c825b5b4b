package postrider.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignState;
import postrider.campaign.Campaigns;
import postrider.campaign.ProjectId;

/// Campaigns in SQL.
final class SqlCampaigns implements Campaigns {
    private static final String INSERT =
            """
            insert into campaign (name, from_address, from_name, reply_to, subject, template, list,
                window_start, window_end, rate_global, rate_provider, rate_route, concurrency,
                retry_delays, retry_thereafter, retry_expiry, retry_jitter, on_uncertain, tracking,
                routes, guards, canary_share, canary_settle, engagement, project, version, state,
                sealed_key, created_at, changed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?,
                ?, ?, ?)
            returning id\
            """;

    private static final String UPDATE =
            """
            update campaign
            set name = ?, from_address = ?, from_name = ?, reply_to = ?, subject = ?, template = ?,
                list = ?, window_start = ?, window_end = ?, rate_global = ?, rate_provider = ?,
                rate_route = ?, concurrency = ?, retry_delays = ?, retry_thereafter = ?,
                retry_expiry = ?, retry_jitter = ?, on_uncertain = ?, tracking = ?, routes = ?,
                guards = ?, canary_share = ?, canary_settle = ?, engagement = ?,
                launch_start = ?, launch_end = ?, launch_list = ?, launch_template = ?,
                launched_at = ?, guard_sentence = ?,
                guard_since = ?, known_ended = ?, known_delivered = ?, known_bounced = ?,
                known_blocked = ?, known_complaints = ?, canary_went_on = ?, state = ?,
                changed_at = ?, version = version + 1
            where id = ? and version = ?\
            """;

    private static final String FIND =
            """
            select * from campaign where id = ?\
            """;

    private static final String LIST =
            """
            select * from campaign where project = ? and id < ? order by id desc limit ?\
            """;

    private static final String ACTIVE =
            """
            select * from campaign c
            where state in ('SCHEDULED', 'RUNNING', 'PAUSED')
                or (state = 'CANCELLED' and launched_at is not null
                    and (exists (select 1 from queued_shard q where q.campaign = c.id)
                        or not exists (select 1 from expansion e
                            where e.campaign = c.id and e.complete = 1)))
            order by id\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlCampaigns(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Campaign create(ProjectId project, CampaignPlan plan, byte[] sealedKey, Instant now) {
        var nowMs = now.toEpochMilli();
        var values =
                joined(
                        PlanColumns.of(plan),
                        project.value(),
                        CampaignState.DRAFT.name(),
                        sealedKey,
                        nowMs,
                        nowMs);
        return writer.run(session -> {
            var id = session.one(INSERT, row -> row.getLong(1), values);
            return session.one(FIND, CampaignRow::read, id);
        });
    }

    private static @Nullable Object[] joined(@Nullable Object[] first, @Nullable Object... rest) {
        return Stream.of(first, rest).flatMap(Stream::of).toArray();
    }

    @Override
    public Optional<Campaign> find(CampaignId campaign) {
        return readers.run(session -> session.first(FIND, CampaignRow::read, campaign.value()));
    }

    @Override
    public Optional<Campaign> update(Campaign changed) {
        var planned =
                joined(PlanColumns.of(changed.plan()), CampaignRow.launchColumns(changed.launch()));
        var values =
                joined(
                        joined(planned, GuardColumns.of(changed.watch())),
                        changed.state().name(),
                        changed.changed().toEpochMilli(),
                        changed.id().value(),
                        changed.version());
        return writer.run(session -> update(session, changed.id(), values));
    }

    private static Optional<Campaign> update(
            Session session, CampaignId id, @Nullable Object[] values) throws SQLException {
        if (session.update(UPDATE, values) == 0) return Optional.empty();
        return session.first(FIND, CampaignRow::read, id.value());
    }

    @Override
    public List<Campaign> list(ProjectId project, long before, int max) {
        return readers.run(
                session -> session.list(LIST, CampaignRow::read, project.value(), before, max));
    }

    @Override
    public List<Campaign> active() {
        return readers.run(session -> session.list(ACTIVE, CampaignRow::read));
    }
}

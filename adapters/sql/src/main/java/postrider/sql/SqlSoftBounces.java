package postrider.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import postrider.audience.AddressHash;
import postrider.audience.SoftBounces;
import postrider.campaign.CampaignId;
import postrider.campaign.ProjectId;

/// Soft bounces in SQL: a row an address and campaign, and one under campaign 0 with the last delivery.
final class SqlSoftBounces implements SoftBounces {
    private static final String NOTE =
            """
            insert into soft_bounce (project, address, campaign, noted_at) values (?, ?, ?, ?)
            on conflict (project, address, campaign) do nothing\
            """;

    private static final String COUNT =
            """
            select count(*) from soft_bounce
            where project = ? and address = ? and campaign > 0 and noted_at >= ?
                and noted_at > coalesce((
                    select noted_at from soft_bounce
                    where project = ? and address = ? and campaign = 0), 0)\
            """;

    private static final String FORGET =
            """
            insert into soft_bounce (project, address, campaign, noted_at)
            select project, address, 0, max(?) from soft_bounce
            where project = ? and address = ? group by project, address
            on conflict (project, address, campaign) do update
            set noted_at = excluded.noted_at where excluded.noted_at > soft_bounce.noted_at\
            """;

    private static final String NOTED =
            """
            select distinct address from soft_bounce where noted_at >= ? and campaign > 0 limit ?\
            """;

    private static final String PURGE =
            """
            delete from soft_bounce where (project, address, campaign) in (
                select project, address, campaign from soft_bounce where noted_at < ? limit ?)\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlSoftBounces(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void note(
            ProjectId project, CampaignId campaign, List<AddressHash> addresses, Instant at) {
        if (addresses.isEmpty()) return;
        writer.run(session -> {
            for (var address : addresses)
                session.add(
                        NOTE,
                        project.value(),
                        AddressBytes.of(address),
                        campaign.value(),
                        at.toEpochMilli());
            return session.flush(NOTE);
        });
    }

    @Override
    public List<Integer> count(ProjectId project, List<AddressHash> addresses, Instant from) {
        return readers.run(session -> {
            var counts = new ArrayList<Integer>(addresses.size());
            for (var address : addresses) {
                var bytes = AddressBytes.of(address);
                counts.add(
                        session.one(
                                COUNT,
                                row -> row.getInt(1),
                                project.value(),
                                bytes,
                                from.toEpochMilli(),
                                project.value(),
                                bytes));
            }
            return counts;
        });
    }

    @Override
    public void forget(ProjectId project, List<AddressHash> addresses, Instant at) {
        if (addresses.isEmpty()) return;
        writer.run(session -> {
            for (var address : addresses)
                session.add(FORGET, at.toEpochMilli(), project.value(), AddressBytes.of(address));
            return session.flush(FORGET);
        });
    }

    @Override
    public List<AddressHash> noted(Instant from, int max) {
        return readers.run(session ->
                session.list(
                        NOTED,
                        row -> AddressBytes.hash(row.getBytes(1)),
                        from.toEpochMilli(),
                        max));
    }

    @Override
    public int purge(Instant before, int max) {
        return writer.run(session -> session.update(PURGE, before.toEpochMilli(), max));
    }
}

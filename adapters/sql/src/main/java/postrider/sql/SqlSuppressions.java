package postrider.sql;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postrider.audience.AddressHash;
import postrider.audience.Suppression;
import postrider.audience.Suppression.Why;
import postrider.audience.Suppressions;
import postrider.campaign.ProjectId;

/// Suppressions in SQL. An address has one row with its last change; what was taken back leaves the
/// row behind, so that whoever follows the changes learns of it.
final class SqlSuppressions implements Suppressions {
    private static final String NEXT_CHANGES =
            """
            update suppression_clock set change = change + ? returning change\
            """;

    private static final String ADD =
            """
            insert into suppression (project, address, why, source, since, change, removed)
            values (?, ?, ?, ?, ?, ?, 0)
            on conflict (project, address) do update
            set why = excluded.why, source = excluded.source, since = excluded.since,
                change = excluded.change, removed = 0\
            """;

    private static final String REMOVE =
            """
            update suppression set change = ?, removed = 1
            where project = ? and address = ? and removed = 0\
            """;

    private static final String FIND =
            """
            select * from suppression where project = ? and address = ? and removed = 0\
            """;

    private static final String SINCE =
            """
            select * from suppression where change > ? order by change limit ?\
            """;

    private static final String LIST =
            """
            select * from suppression
            where project = ? and address > ? and removed = 0 order by address limit ?\
            """;

    private static final byte[] BEFORE_ALL = {};

    private final GroupCommit writer;
    private final Readers readers;

    SqlSuppressions(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void add(List<Suppression> suppressions) {
        if (suppressions.isEmpty()) return;
        writer.run(session -> {
            var change = changes(session, suppressions.size()) - suppressions.size();
            for (var added : suppressions) {
                change++;
                session.add(
                        ADD,
                        added.project().value(),
                        bytes(added.address()),
                        added.why().code(),
                        added.source(),
                        added.since().toEpochMilli(),
                        change);
            }
            return session.flush(ADD);
        });
    }

    /// @return the last of so many numbers
    private static long changes(Session session, int count) throws SQLException {
        return session.one(NEXT_CHANGES, row -> row.getLong(1), count);
    }

    @Override
    public boolean remove(ProjectId project, AddressHash address, Instant now) {
        return writer.run(session -> {
            var change = changes(session, 1);
            return session.update(REMOVE, change, project.value(), bytes(address)) > 0;
        });
    }

    @Override
    public Optional<Suppression> find(ProjectId project, AddressHash address) {
        return readers.run(session ->
                session.first(FIND, SqlSuppressions::read, project.value(), bytes(address)));
    }

    @Override
    public List<Change> since(long change, int max) {
        return readers.run(session -> session.list(SINCE, SqlSuppressions::change, change, max));
    }

    @Override
    public List<Suppression> list(ProjectId project, Optional<AddressHash> after, int max) {
        var from = after.map(SqlSuppressions::bytes).orElse(BEFORE_ALL);
        return readers.run(
                session -> session.list(LIST, SqlSuppressions::read, project.value(), from, max));
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(row.getLong("change"), read(row), row.getInt("removed") == 1);
    }

    private static Suppression read(ResultSet row) throws SQLException {
        return new Suppression(
                new ProjectId(row.getLong("project")),
                hash(row.getBytes("address")),
                Why.of(row.getInt("why")),
                row.getString("source"),
                Columns.time(row, "since"));
    }

    /// Both engines order bytes as unsigned ones, as hashes are ordered.
    private static byte[] bytes(AddressHash hash) {
        return ByteBuffer.allocate(16).putLong(hash.high()).putLong(hash.low()).array();
    }

    private static AddressHash hash(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new AddressHash(buffer.getLong(), buffer.getLong());
    }
}

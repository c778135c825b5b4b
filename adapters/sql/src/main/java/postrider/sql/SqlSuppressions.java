package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.audience.AddressHash;
import postrider.audience.Suppression;
import postrider.audience.Suppression.Why;
import postrider.audience.SuppressionScope;
import postrider.audience.Suppressions;
import postrider.campaign.ProjectId;

/// Suppressions in SQL. An address has one row a scope with its last change; what was taken back or is
/// over leaves the row behind, so that whoever follows the changes learns of it.
final class SqlSuppressions implements Suppressions {
    private static final String NEXT_CHANGES =
            """
            update suppression_clock set change = change + ? returning change\
            """;

    private static final String ADD =
            """
            insert into suppression
                (project, address, scope, scope_id, why, source, since, ends_at, change, removed)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            on conflict (project, address, scope, scope_id) do update
            set why = excluded.why, source = excluded.source, since = excluded.since,
                ends_at = excluded.ends_at, change = excluded.change, removed = 0\
            """;

    private static final String REMOVE =
            """
            update suppression set change = ?, removed = 1
            where project = ? and address = ? and scope = ? and scope_id = ? and removed = 0\
            """;

    private static final String FIND =
            """
            select * from suppression where project in (0, ?) and address = ? and removed = 0
            order by project, scope, scope_id\
            """;

    private static final String SINCE =
            """
            select * from suppression where change > ? order by change limit ?\
            """;

    private static final String LIST =
            """
            select * from suppression
            where project = ? and (address, scope, scope_id) > (?, ?, ?) and removed = 0
            order by address, scope, scope_id limit ?\
            """;

    private static final String OVER =
            """
            select * from suppression where removed = 0 and ends_at <= ? order by ends_at limit ?\
            """;

    /// Asked again in the transaction: it may have been replaced meanwhile.
    private static final String EXPIRE =
            """
            update suppression set change = ?, removed = 1
            where project = ? and address = ? and scope = ? and scope_id = ? and removed = 0
                and ends_at <= ?\
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
                        added.scope().project(),
                        AddressBytes.of(added.address()),
                        added.scope().kind().code(),
                        added.scope().id(),
                        added.why().code(),
                        added.source(),
                        added.since().toEpochMilli(),
                        millis(added.until()),
                        change);
            }
            return session.flush(ADD);
        });
    }

    private static @Nullable Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    /// @return the last of so many numbers
    private static long changes(Session session, int count) throws SQLException {
        return session.one(NEXT_CHANGES, row -> row.getLong(1), count);
    }

    @Override
    public boolean remove(SuppressionScope scope, AddressHash address, Instant now) {
        return writer.run(session -> {
            var change = changes(session, 1);
            return session.update(
                            REMOVE,
                            change,
                            scope.project(),
                            AddressBytes.of(address),
                            scope.kind().code(),
                            scope.id())
                    > 0;
        });
    }

    @Override
    public List<Suppression> find(ProjectId project, AddressHash address) {
        return readers.run(session ->
                session.list(
                        FIND, SqlSuppressions::read, project.value(), AddressBytes.of(address)));
    }

    @Override
    public List<Change> since(long change, int max) {
        return readers.run(session -> session.list(SINCE, SqlSuppressions::change, change, max));
    }

    @Override
    public List<Suppression> list(SuppressionScope of, Optional<Suppression.Key> after, int max) {
        var from = after.map(key -> AddressBytes.of(key.address())).orElse(BEFORE_ALL);
        var scope = after.map(Suppression.Key::scope).orElse(SuppressionScope.GLOBAL);
        return readers.run(session ->
                session.list(
                        LIST,
                        SqlSuppressions::read,
                        of.project(),
                        from,
                        scope.kind().code(),
                        scope.id(),
                        max));
    }

    @Override
    public int expire(Instant now, int max) {
        var nowMs = now.toEpochMilli();
        var over = readers.run(session -> session.list(OVER, SqlSuppressions::read, nowMs, max));
        if (over.isEmpty()) return 0;
        writer.run(session -> {
            var change = changes(session, over.size()) - over.size();
            for (var ended : over) {
                change++;
                session.add(
                        EXPIRE,
                        change,
                        ended.scope().project(),
                        AddressBytes.of(ended.address()),
                        ended.scope().kind().code(),
                        ended.scope().id(),
                        nowMs);
            }
            return session.flush(EXPIRE);
        });
        return over.size();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(row.getLong("change"), read(row), row.getInt("removed") == 1);
    }

    private static Suppression read(ResultSet row) throws SQLException {
        var kind = SuppressionScope.Kind.of(row.getInt("scope"));
        return new Suppression(
                new SuppressionScope(kind, row.getLong("project"), row.getLong("scope_id")),
                AddressBytes.hash(row.getBytes("address")),
                Why.of(row.getInt("why")),
                row.getString("source"),
                Columns.time(row, "since"),
                Columns.optionalTime(row, "ends_at"));
    }
}

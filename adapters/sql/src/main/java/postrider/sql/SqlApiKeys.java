package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.campaign.ProjectId;
import postrider.desk.ApiKey;
import postrider.desk.ApiKeys;

/// API keys in SQL.
final class SqlApiKeys implements ApiKeys {
    private static final String CREATE =
            """
            insert into api_key (project, name, role, hash, created_at, expires_at, revoked_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (hash) do nothing\
            """;

    private static final String FIND =
            """
            select * from api_key where hash = ?\
            """;

    private static final String LIST =
            """
            select * from api_key where project = ? order by id\
            """;

    private static final String REVOKE =
            """
            update api_key set revoked_at = coalesce(revoked_at, ?) where project = ? and id = ?\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlApiKeys(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public ApiKey create(ApiKey key) {
        return writer.run(session -> {
            session.update(
                    CREATE,
                    key.project().value(),
                    key.name(),
                    key.role().code(),
                    key.hash(),
                    key.created().toEpochMilli(),
                    millis(key.expires()),
                    millis(key.revoked()));
            return session.one(FIND, SqlApiKeys::read, key.hash());
        });
    }

    @Override
    public Optional<ApiKey> find(String hash) {
        return readers.run(session -> session.first(FIND, SqlApiKeys::read, hash));
    }

    @Override
    public List<ApiKey> list(ProjectId project) {
        return readers.run(session -> session.list(LIST, SqlApiKeys::read, project.value()));
    }

    @Override
    public boolean revoke(ProjectId project, long id, Instant now) {
        return writer.run(
                session -> session.update(REVOKE, now.toEpochMilli(), project.value(), id) > 0);
    }

    private static @Nullable Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                new ProjectId(row.getLong("project")),
                row.getString("name"),
                ApiKey.Role.of(row.getInt("role")),
                row.getString("hash"),
                Columns.time(row, "created_at"),
                optionalTime(row, "expires_at"),
                optionalTime(row, "revoked_at"));
    }

    private static Optional<Instant> optionalTime(ResultSet row, String column)
            throws SQLException {
        var time = Columns.time(row, column);
        return row.wasNull() ? Optional.empty() : Optional.of(time);
    }
}

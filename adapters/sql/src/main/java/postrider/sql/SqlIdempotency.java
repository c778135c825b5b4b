package postrider.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import postrider.campaign.ProjectId;
import postrider.desk.Idempotency;

/// Answers to requests with an `Idempotency-Key`, in SQL.
final class SqlIdempotency implements Idempotency {
    /// A claim without an answer after this is a process that died.
    private static final Duration CLAIMED_MAX = Duration.ofMinutes(1);

    private static final String SWEEP =
            """
            delete from answered where claimed_at <= ?\
            """;

    private static final String SWEEP_UNANSWERED =
            """
            delete from answered
            where project = ? and idempotency_key = ? and status = 0 and claimed_at <= ?\
            """;

    private static final String CLAIM =
            """
            insert into answered (project, idempotency_key, fingerprint, claimed_at, status, body)
            values (?, ?, ?, ?, 0, '')
            on conflict (project, idempotency_key) do nothing\
            """;

    private static final String FIND =
            """
            select fingerprint, status, body from answered
            where project = ? and idempotency_key = ?\
            """;

    private static final String ANSWER =
            """
            update answered set status = ?, body = ? where project = ? and idempotency_key = ?\
            """;

    private static final String RELEASE =
            """
            delete from answered where project = ? and idempotency_key = ? and status = 0\
            """;

    private final GroupCommit writer;

    SqlIdempotency(GroupCommit writer) {
        this.writer = writer;
    }

    @Override
    public Optional<Known> claim(ProjectId project, String key, String fingerprint, Instant now) {
        return writer.run(session -> {
            sweep(session, project, key, now);
            var claimed =
                    session.update(CLAIM, project.value(), key, fingerprint, now.toEpochMilli());
            return claimed > 0 ? Optional.empty() : find(session, project, key);
        });
    }

    /// All that is too old, and of this key a claim that was never answered: both by index.
    private static void sweep(Session session, ProjectId project, String key, Instant now)
            throws SQLException {
        session.update(SWEEP, now.minus(KEPT).toEpochMilli());
        var died = now.minus(CLAIMED_MAX).toEpochMilli();
        session.update(SWEEP_UNANSWERED, project.value(), key, died);
    }

    private static Optional<Known> find(Session session, ProjectId project, String key)
            throws SQLException {
        return session.first(
                FIND,
                row -> new Known(row.getString(1), row.getInt(2), row.getString(3)),
                project.value(),
                key);
    }

    @Override
    public void answer(ProjectId project, String key, int status, String body) {
        writer.run(session -> session.update(ANSWER, status, body, project.value(), key));
    }

    @Override
    public void release(ProjectId project, String key) {
        writer.run(session -> session.update(RELEASE, project.value(), key));
    }
}

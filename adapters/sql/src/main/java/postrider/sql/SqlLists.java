package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postrider.audience.RecipientList;
import postrider.audience.RecipientLists;
import postrider.audience.Segment;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;

/// Recipient lists in SQL. Segments numbered below the list's version are its content; those from
/// there on belong to the upload that began last.
final class SqlLists implements RecipientLists {
    private static final String INSERT =
            """
            insert into recipient_list
                (project, name, version, contacts, uploads, fields, sealed_key, created_at)
            values (?, ?, 0, 0, 0, '', ?, ?)
            returning *\
            """;

    static final String FIND =
            """
            select * from recipient_list where id = ?\
            """;

    private static final String LIST =
            """
            select * from recipient_list where project = ? and id < ? order by id desc limit ?\
            """;

    private static final String BEGIN =
            """
            update recipient_list set uploads = uploads + 1 where id = ?
            returning uploads, version\
            """;

    static final String SWEEP =
            """
            delete from segment where list = ? and number >= ?\
            """;

    private static final String READ =
            """
            select s.number, s.upload, s.contacts, s.sealed
            from segment s join recipient_list l on l.id = s.list
            where s.list = ? and s.number >= ? and s.number < ? and s.number < l.version
            order by s.number\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlLists(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public RecipientList create(ProjectId project, String name, byte[] sealedKey, Instant now) {
        return writer.run(session ->
                session.one(
                        INSERT,
                        SqlLists::read,
                        project.value(),
                        name,
                        sealedKey,
                        now.toEpochMilli()));
    }

    @Override
    public Optional<RecipientList> find(ListId list) {
        return readers.run(session -> session.first(FIND, SqlLists::read, list.value()));
    }

    @Override
    public List<RecipientList> list(ProjectId project, long before, int max) {
        return readers.run(
                session -> session.list(LIST, SqlLists::read, project.value(), before, max));
    }

    @Override
    public Upload begin(ListId list) {
        return writer.run(session -> begin(session, list))
                .orElseThrow(() -> new IllegalArgumentException("there is no list " + list));
    }

    private Optional<Upload> begin(Session session, ListId list) throws SQLException {
        Optional<SqlUpload> upload =
                session.first(
                        BEGIN,
                        row -> new SqlUpload(writer, list, row.getInt(1), row.getInt(2)),
                        list.value());
        if (upload.isEmpty()) return Optional.empty();
        session.update(SWEEP, list.value(), upload.get().version());
        return Optional.of(upload.get());
    }

    @Override
    public List<Segment> read(ListId list, int from, int to) {
        return readers.run(
                session -> session.list(READ, SqlLists::segment, list.value(), from, to));
    }

    private static Segment segment(ResultSet row) throws SQLException {
        return new Segment(row.getInt(1), row.getInt(2), row.getInt(3), row.getBytes(4));
    }

    static RecipientList read(ResultSet row) throws SQLException {
        return new RecipientList(
                new ListId(row.getLong("id")),
                new ProjectId(row.getLong("project")),
                row.getString("name"),
                row.getInt("version"),
                row.getLong("contacts"),
                Set.copyOf(Columns.lines(row.getString("fields"))),
                row.getBytes("sealed_key"),
                Columns.time(row, "created_at"));
    }
}

package postrider.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import postrider.audience.RecipientList;
import postrider.audience.RecipientLists.Upload;
import postrider.audience.Segment;
import postrider.campaign.ListId;

/// An upload into a list. It is the list's as long as no other has begun; what it adds stands behind
/// the list's segments and becomes theirs when the list's version moves over it.
final class SqlUpload implements Upload {
    private static final String ADD =
            """
            insert into segment (list, number, upload, contacts, sealed) values (?, ?, ?, ?, ?)\
            """;

    /// Holds the list's row too, so that no other upload begins meanwhile.
    private static final String STILL_OURS =
            """
            update recipient_list set uploads = uploads where id = ? and uploads = ?\
            """;

    private static final String COMPLETE =
            """
            update recipient_list
            set version = version + ?, contacts = contacts + ?, fields = ?
            where id = ? and uploads = ?\
            """;

    private final GroupCommit writer;
    private final ListId list;
    private final int number;
    private final int version;
    private int segments;
    private long contacts;
    private boolean over;

    SqlUpload(GroupCommit writer, ListId list, int number, int version) {
        this.writer = writer;
        this.list = list;
        this.number = number;
        this.version = version;
    }

    /// Of the list when this upload began.
    int version() {
        return version;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public void add(List<byte[]> sealed, List<Integer> counts) {
        check(sealed, counts);
        if (over) throw lost();
        var first = version + segments;
        if (!writer.run(session -> add(session, first, sealed, counts))) throw lost();
        segments += sealed.size();
        for (var count : counts) contacts += count;
    }

    private static void check(List<byte[]> sealed, List<Integer> counts) {
        if (sealed.size() != counts.size())
            throw new IllegalArgumentException("every segment has a count of contacts");
        for (var count : counts) {
            if (count < 1 || count > Segment.CONTACTS_MAX)
                throw new IllegalArgumentException(
                        "a segment holds 1 to " + Segment.CONTACTS_MAX + " contacts: " + count);
        }
    }

    private boolean add(Session session, int first, List<byte[]> sealed, List<Integer> counts)
            throws SQLException {
        if (session.update(STILL_OURS, list.value(), number) == 0) return false;
        for (int i = 0; i < sealed.size(); i++) {
            session.add(ADD, list.value(), first + i, number, counts.get(i), sealed.get(i));
        }
        session.flush(ADD);
        return true;
    }

    @Override
    public RecipientList complete(Set<String> fields) {
        if (over) throw lost();
        var completed = writer.run(session -> complete(session, fields));
        over = true;
        return completed;
    }

    private RecipientList complete(Session session, Set<String> fields) throws SQLException {
        if (session.update(STILL_OURS, list.value(), number) == 0) throw lost();
        var before = session.one(SqlLists.FIND, SqlLists::read, list.value());
        var all = new TreeSet<>(before.fields());
        all.addAll(fields);
        if (all.size() > RecipientList.FIELDS_MAX)
            throw new IllegalArgumentException(
                    "a list has at most " + RecipientList.FIELDS_MAX + " fields: " + all.size());
        session.update(COMPLETE, segments, contacts, Columns.lines(all), list.value(), number);
        return session.one(SqlLists.FIND, SqlLists::read, list.value());
    }

    private IllegalStateException lost() {
        return new IllegalStateException(
                "upload %d of %s is over: begin another".formatted(number, list));
    }

    @Override
    public void abandon() {
        if (over) return;
        over = true;
        writer.run(session -> {
            if (session.update(STILL_OURS, list.value(), number) == 0) return false;
            session.update(SqlLists.SWEEP, list.value(), version);
            return true;
        });
    }
}

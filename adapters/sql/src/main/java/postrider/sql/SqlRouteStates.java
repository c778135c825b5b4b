package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import postrider.delivery.RouteStates;

/// Route states in SQL.
final class SqlRouteStates implements RouteStates {
    private static final String PUT =
            """
            insert into route_state (route, part, state, changed_at)
            values (?, ?, ?, ?)
            on conflict (route, part) do update
            set state = excluded.state, changed_at = excluded.changed_at\
            """;

    private static final String ALL =
            """
            select * from route_state\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlRouteStates(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(Collection<Kept> states) {
        if (states.isEmpty()) return;
        writer.run(session -> {
            int changed = 0;
            for (var kept : states) {
                changed +=
                        session.update(
                                PUT,
                                kept.route(),
                                kept.part(),
                                kept.state(),
                                kept.at().toEpochMilli());
            }
            return changed;
        });
    }

    @Override
    public List<Kept> all() {
        return readers.run(session -> session.list(ALL, SqlRouteStates::read));
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getInt("route"),
                row.getString("part"),
                row.getString("state"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}

package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import postrider.delivery.LaneStates;
import postrider.lane.Lane;

/// Lane states in SQL.
final class SqlLaneStates implements LaneStates {
    private static final String PUT =
            """
            insert into lane_state (route, lane, state, changed_at)
            values (?, ?, ?, ?)
            on conflict (route, lane) do update
            set state = excluded.state, changed_at = excluded.changed_at\
            """;

    private static final String ALL =
            """
            select * from lane_state\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlLaneStates(GroupCommit writer, Readers readers) {
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
                                kept.lane().name(),
                                kept.state(),
                                kept.at().toEpochMilli());
            }
            return changed;
        });
    }

    @Override
    public List<Kept> all() {
        return readers.run(session -> session.list(ALL, SqlLaneStates::read));
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getInt("route"),
                new Lane(row.getString("lane")),
                row.getString("state"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}

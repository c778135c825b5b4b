package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.campaign.Rate;
import postrider.campaign.SendWindow;

/// How small values stand in columns.
final class Columns {
    private Columns() {}

    /// Null where there is no limit.
    static @Nullable Double of(Rate rate) {
        return rate.isLimited() ? rate.perSecond() : null;
    }

    static Rate rate(ResultSet row, String column) throws SQLException {
        var perSecond = row.getDouble(column);
        return row.wasNull() ? Rate.UNLIMITED : Rate.perSecond(perSecond);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    /// Empty where the column is null.
    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        var time = time(row, column);
        return row.wasNull() ? Optional.empty() : Optional.of(time);
    }

    static Optional<SendWindow> window(ResultSet row, String start, String end)
            throws SQLException {
        var from = time(row, start);
        if (row.wasNull()) return Optional.empty();
        return Optional.of(new SendWindow(from, time(row, end)));
    }

    /// One a line; names hold no line ends.
    static String lines(Collection<String> names) {
        for (var name : names) {
            if (name.isEmpty() || name.indexOf('\n') >= 0)
                throw new IllegalArgumentException("a name is not empty and holds no line end");
        }
        return String.join("\n", names);
    }

    static List<String> lines(String text) {
        return text.lines().toList();
    }
}

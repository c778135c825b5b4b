package postrider.sql;

import java.sql.SQLException;
import postrider.message.StoreUnavailable;

/// Turns what went wrong on a connection into what the ports promise to throw.
final class Trouble {
    private Trouble() {}

    static StoreUnavailable unavailable(SQLException e) {
        return new StoreUnavailable(
                "the database does not do its work (state %s, code %d): see that it runs, can be reached and has room"
                        .formatted(e.getSQLState(), e.getErrorCode()),
                e);
    }

    static StoreUnavailable closed() {
        return new StoreUnavailable(
                "the database is closed: this process is ending", new SQLException("closed"));
    }

    /// An exception for one caller, whose thread is another than the one where it was caught.
    static RuntimeException toThrow(Throwable cause) {
        return switch (cause) {
            case SQLException e -> unavailable(e);
            case RuntimeException e -> e;
            default -> new IllegalStateException("the thread with the connection failed", cause);
        };
    }
}

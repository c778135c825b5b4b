package postrider.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// All in which the engines differ.
sealed interface Dialect extends AutoCloseable permits SqliteDialect, PostgresDialect {
    static Dialect of(SqlConfig config) {
        return config.url().startsWith(SqlConfig.SQLITE)
                ? SqliteDialect.open(config)
                : new PostgresDialect(config);
    }

    DataSource source();

    /// A connection of its own, in auto-commit mode.
    default Connection connect() throws SQLException {
        return source().getConnection();
    }

    /// What the migrations say differently.
    Map<String, String> placeholders();

    /// Gives room back that is not used any more; outside of a transaction.
    List<String> shrink();

    /// Lets go of what kept others away.
    @Override
    void close();
}

package postrider.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection and the statements that were prepared on it: each once, for all texts are constants.
/// Used by one thread.
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /// Long enough for a network that stutters, short enough that a writer notices a dead one.
    private static final int VALID_WITHIN_SECONDS = 2;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /// Makes a row of a result into a value.
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        var known = prepared.get(sql);
        if (known != null) return known;
        var statement = connection.prepareStatement(sql);
        prepared.put(sql, statement);
        return statement;
    }

    /// @return rows changed
    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) list.add(row.of(rows));
            return list;
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
        }
    }

    /// The one row that there must be.
    <T> T one(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return first(sql, row, values)
                .orElseThrow(() -> new IllegalStateException("no row for: " + sql));
    }

    void add(String sql, @Nullable Object... values) throws SQLException {
        bound(sql, values).addBatch();
    }

    /// Does what was added for this statement.
    ///
    /// @return rows changed by each
    int[] flush(String sql) throws SQLException {
        return prepare(sql).executeBatch();
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        var statement = prepare(sql);
        for (int i = 0; i < values.length; i++) bind(statement, i + 1, values[i]);
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setInt(at, number);
            case String text -> statement.setString(at, text);
            case byte[] bytes -> statement.setBytes(at, bytes);
            case Double number -> statement.setDouble(at, number);
            case Boolean yes -> statement.setInt(at, yes ? 1 : 0);
            case null -> statement.setObject(at, null);
            default -> throw new IllegalArgumentException("cannot bind " + value.getClass());
        }
    }

    void begin() throws SQLException {
        if (connection.getAutoCommit()) connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        for (var statement : prepared.values()) statement.clearBatch();
        connection.rollback();
    }

    /// Does what may not be done inside a transaction; only between two of them.
    void outsideTransaction(List<String> statements) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            for (var sql : statements) statement.executeUpdate(sql);
        }
    }

    boolean isUsable() {
        try {
            return connection.isValid(VALID_WITHIN_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was committed stays; a connection that cannot say goodbye is gone anyway.
            LOG.debug("a connection did not close: {}", e.getSQLState());
        }
    }
}

package postrider.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;
import postrider.message.StoreUnavailable;

/// SQLite in a directory that belongs to one process.
final class SqliteDialect implements Dialect {
    /// Pages, 16 MB: hot pages go to the log many times before they go to the file once.
    private static final String CHECKPOINT_EVERY = "16000";

    /// KiB (as a negative number) that each connection keeps of the file.
    private static final int CACHE = -32_000;

    /// Only checkpoints ever make a connection wait.
    private static final int BUSY_TIMEOUT_MS = 30_000;

    /// Bytes that the log keeps once it has been copied to the file.
    private static final int LOG_KEPT = 32 << 20;

    private final DataLock lock;
    private final SQLiteDataSource source;

    private SqliteDialect(Path file, DataLock lock) {
        this.lock = lock;
        source = new SQLiteDataSource(settings());
        source.setUrl("jdbc:sqlite:" + file);
    }

    static SqliteDialect open(SqlConfig config) {
        var file = Path.of(config.url().substring(SqlConfig.SQLITE.length())).toAbsolutePath();
        var lock = DataLock.take(directoryOf(file));
        try {
            if (!Files.exists(file)) create(file);
            return new SqliteDialect(file, lock);
        } catch (SQLException e) {
            lock.close();
            throw Trouble.unavailable(e);
        }
    }

    private static Path directoryOf(Path file) {
        var directory = file.getParent();
        if (directory == null)
            throw new IllegalArgumentException("a database URL is sqlite:DIR/postrider.db");
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreUnavailable(
                    "cannot make the data directory %s: mend its parent's rights, or name another"
                            .formatted(directory),
                    e);
        }
    }

    /// What has to be said before there is a table: that pages can be given back one by one, and that
    /// they are small, because an append of a few bytes writes a page of each shard to the log.
    private static void create(Path file) throws SQLException {
        try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("pragma page_size = 1024");
            statement.executeUpdate("pragma auto_vacuum = incremental");
            statement.executeUpdate("pragma journal_mode = wal");
        }
    }

    private static SQLiteConfig settings() {
        var settings = new SQLiteConfig();
        settings.setJournalMode(JournalMode.WAL);
        settings.setSynchronous(SynchronousMode.FULL);
        settings.setTempStore(TempStore.MEMORY);
        settings.setCacheSize(CACHE);
        settings.setBusyTimeout(BUSY_TIMEOUT_MS);
        settings.setJournalSizeLimit(LOG_KEPT);
        settings.setPragma(Pragma.WAL_AUTOCHECKPOINT, CHECKPOINT_EVERY);
        // Otherwise every statement is followed by a query for the last row's number.
        settings.setGetGeneratedKeys(false);
        return settings;
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of(
                "identity", "integer primary key autoincrement",
                "bytes", "blob",
                "clustered", "without rowid");
    }

    @Override
    public List<String> shrink() {
        return List.of("pragma incremental_vacuum", "pragma wal_checkpoint(truncate)");
    }

    @Override
    public void close() {
        lock.close();
    }
}

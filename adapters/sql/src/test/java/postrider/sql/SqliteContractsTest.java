package postrider.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The ports on SQLite keep what their ports promise.
class SqliteContractsTest extends SqlContracts {
    @TempDir static Path directory;

    private static SqlPorts ports;

    @BeforeAll
    static void open() {
        ports = SqlPorts.open(Databases.sqlite(directory));
    }

    @AfterAll
    static void close() {
        ports.close();
    }

    @Override
    SqlPorts opened() {
        return ports;
    }
}

package postrider.sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The ports on PostgreSQL keep what their ports promise.
class PostgresContractsTest extends SqlContracts {
    private static SqlPorts ports;

    @BeforeAll
    static void open() {
        ports = SqlPorts.open(Databases.freshPostgres());
    }

    @AfterAll
    static void close() {
        if (ports != null) ports.close();
    }

    @Override
    SqlPorts opened() {
        return ports;
    }
}

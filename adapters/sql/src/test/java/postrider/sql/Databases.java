package postrider.sql;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import postrider.seal.Compression;

/// Databases for tests: SQLite in a directory, PostgreSQL from a jar, one server for all tests.
final class Databases {
    static final Compression COMPRESSION = Compression.deflate();

    private static final AtomicInteger MADE = new AtomicInteger();

    private static @Nullable EmbeddedPostgres server;

    private Databases() {}

    static SqlConfig sqlite(Path directory) {
        return SqlConfig.of("sqlite:" + directory.resolve("postrider.db"), COMPRESSION);
    }

    /// A new, empty database.
    static SqlConfig freshPostgres() {
        var server = server();
        var name = "test" + MADE.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var url = "postgresql://localhost:%d/%s".formatted(server.getPort(), name);
        return SqlConfig.of(url, COMPRESSION).login("postgres", "postgres");
    }

    /// Started with the first test that needs it, ended with the process.
    private static synchronized EmbeddedPostgres server() {
        var running = server == null ? start() : server;
        server = running;
        return running;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException | IllegalStateException e) {
            var why =
                    "the PostgreSQL of io.zonky.test.postgres does not start here; `mvn dependency:resolve` fetches it: "
                            + e.getMessage();
            if ("true".equals(System.getenv("CI"))) fail(why, e);
            return abort(why);
        }
    }
}

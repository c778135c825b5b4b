package postrider.sql;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import postrider.message.StoreUnavailable;

/// Brings a database's tables to what this version of Postrider needs.
final class Migrations {
    private Migrations() {}

    static void run(Dialect dialect) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(dialect.source())
                    .locations("classpath:db/migration")
                    .placeholders(dialect.placeholders())
                    // Tables that a newer version has changed are refused, not guessed at.
                    .ignoreMigrationPatterns(new String[0])
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreUnavailable(
                    "cannot bring the database's tables up to date: see that it can be reached, and that no newer Postrider has used it",
                    e);
        }
    }
}

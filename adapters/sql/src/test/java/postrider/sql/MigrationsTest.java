package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.ProjectId;
import postrider.message.StoreUnavailable;

class MigrationsTest {
    @TempDir Path directory;

    @Test
    void keepsWhatWasThereWhenItIsOpenedAgain() {
        keepsWhatWasThere(Databases.sqlite(directory));
    }

    @Test
    void keepsWhatWasThereOnPostgres() {
        keepsWhatWasThere(Databases.freshPostgres());
    }

    private static void keepsWhatWasThere(SqlConfig config) {
        var key = new byte[] {1, 2, 3};
        var now = Instant.ofEpochMilli(1_700_000_000_123L);
        try (var ports = SqlPorts.open(config)) {
            ports.lists().create(ProjectId.FIRST, "customers", key, now);
        }

        try (var ports = SqlPorts.open(config)) {
            var list = ports.lists().list(ProjectId.FIRST, Long.MAX_VALUE, 10).getFirst();
            assertThat(list.name()).isEqualTo("customers");
            assertThat(list.created()).isEqualTo(now);
            assertThat(list.sealedKey()).isEqualTo(key);
        }
    }

    @Test
    void refusesTablesThatANewerVersionHasChanged() throws SQLException {
        var config = Databases.sqlite(directory);
        SqlPorts.open(config).close();
        var newer =
                """
                insert into flyway_schema_history
                select 99, '99', 'newer', type, 'V99__newer.sql', checksum, installed_by,
                    installed_on, execution_time, success
                from flyway_schema_history where version = '1'\
                """;
        try (var dialect = Dialect.of(config);
                var connection = dialect.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(newer);
        }

        assertThatThrownBy(() -> SqlPorts.open(config))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("no newer Postrider");
        SqliteDialect.open(config).close();
    }

    @Test
    void saysWhatToSeeToWhenTheServerIsNotThere() {
        var config = SqlConfig.of("postgresql://localhost:1/none", Databases.COMPRESSION);

        assertThatThrownBy(() -> SqlPorts.open(config))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("see that it can be reached");
    }
}

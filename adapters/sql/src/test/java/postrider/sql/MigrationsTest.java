package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.GuardRules;
import postrider.campaign.ProjectId;
import postrider.campaign.Watch;
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
    void readsACampaignThatWasThereBeforeGuards() throws SQLException {
        var config = Databases.sqlite(directory);
        var before =
                """
                insert into campaign (project, version, state, name, from_address, from_name,
                    subject, template, list, concurrency, retry_delays, retry_thereafter,
                    retry_expiry, retry_jitter, on_uncertain, tracking, routes, sealed_key,
                    created_at, changed_at)
                values (1, 3, 'DRAFT', 'sale', 's@example.test', '', 'Sale', 1, 1, 7, '1000',
                    1000, 60000, 0, 'HOLD', 'OFF', '', x'01', 1, 2)\
                """;
        try (var dialect = Dialect.of(config)) {
            Flyway.configure(MigrationsTest.class.getClassLoader())
                    .dataSource(dialect.source())
                    .locations("classpath:db/migration")
                    .placeholders(dialect.placeholders())
                    .target("1")
                    .load()
                    .migrate();
            try (var connection = dialect.connect();
                    var statement = connection.createStatement()) {
                statement.executeUpdate(before);
            }
        }

        try (var ports = SqlPorts.open(config)) {
            var campaign = ports.campaigns().find(new CampaignId(1)).orElseThrow();
            assertThat(campaign.version()).isEqualTo(3);
            assertThat(campaign.plan().guards()).isEqualTo(GuardRules.INHERITED);
            assertThat(campaign.plan().canary()).isEmpty();
            assertThat(campaign.watch()).isEqualTo(Watch.NONE);
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

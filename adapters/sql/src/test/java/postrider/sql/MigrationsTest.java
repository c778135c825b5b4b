package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.audience.AddressHash;
import postrider.audience.Suppression;
import postrider.audience.SuppressionScope;
import postrider.audience.Suppressions.Change;
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
    void keepsSuppressionsThatWereThereBeforeScopes() throws SQLException {
        keepsSuppressions(Databases.sqlite(directory), "x'%s'");
    }

    @Test
    void keepsSuppressionsThatWereThereBeforeScopesOnPostgres() throws SQLException {
        keepsSuppressions(Databases.freshPostgres(), "'\\x%s'");
    }

    private static void keepsSuppressions(SqlConfig config, String bytes) throws SQLException {
        var hash = new AddressHash(-1, 7);
        var gone = new AddressHash(0, 7);
        var row = "insert into suppression values (5, %s, 3, 'api', 1000, %d, %d)";
        try (var dialect = Dialect.of(config)) {
            Flyway.configure(MigrationsTest.class.getClassLoader())
                    .dataSource(dialect.source())
                    .locations("classpath:db/migration")
                    .placeholders(dialect.placeholders())
                    .target("4")
                    .load()
                    .migrate();
            try (var connection = dialect.connect();
                    var statement = connection.createStatement()) {
                statement.executeUpdate(row.formatted(bytes.formatted(hash), 8, 0));
                statement.executeUpdate(row.formatted(bytes.formatted(gone), 9, 1));
                statement.executeUpdate("update suppression_clock set change = 9");
            }
        }

        try (var ports = SqlPorts.open(config)) {
            var project = new ProjectId(5);
            var kept =
                    Suppression.forGood(
                            SuppressionScope.of(project),
                            hash,
                            Suppression.Why.COMPLAINT,
                            "api",
                            Instant.ofEpochSecond(1));
            var suppressions = ports.suppressions();
            assertThat(suppressions.find(project, hash)).containsExactly(kept);
            assertThat(suppressions.find(project, gone)).isEmpty();
            assertThat(suppressions.since(0, 10))
                    .extracting(Change::number)
                    .containsExactly(8L, 9L);
            suppressions.add(List.of(kept));
            assertThat(suppressions.since(9, 10)).hasSize(1);
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

package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignState;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.server.config.Config;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SampleAudience;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// The main job on a database server.
class PostgresEndToEndTest {
    private static final int RECIPIENTS = 400;

    @TempDir private Path folder;

    @Test
    void accountsForEveryMessageOnPostgresql() throws IOException, InterruptedException {
        var seed = System.nanoTime();
        System.out.println("PostgresEndToEndTest seed " + seed);
        var sink = SinkConfig.of(Profile.chaos()).withSeed(seed);

        try (var database = database();
                var providers = SimulatedProviders.start(sink);
                var engine = Deployment.in(folder).on(store(database)).open()) {
            var marketer = Marketer.to(engine, providers.port(), 8);
            var audience = SampleAudience.of(RECIPIENTS, seed).withFlaws(0, 0);
            var list = marketer.list(audience.stream().map(person -> person.email()));
            var id = marketer.launch(list, plan -> plan).id();
            marketer.awaitState(id, CampaignState.COMPLETED);

            var rows = marketer.rows(id);
            assertThat(rows).hasSize(RECIPIENTS);
            assertThat(rows)
                    .extracting(MessageRow::status)
                    .doesNotContain(Status.QUEUED, Status.DEFERRED);
            var verdicts = new Verdicts(providers.ledger());
            verdicts.assertAgree(rows);
            verdicts.assertDoublesWereReported(rows);
        }
    }

    private static Config.Store.Postgresql store(EmbeddedPostgres database) {
        var url = "postgresql://localhost:%d/postgres".formatted(database.getPort());
        return new Config.Store.Postgresql(url, "postgres", "postgres");
    }

    private static EmbeddedPostgres database() {
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

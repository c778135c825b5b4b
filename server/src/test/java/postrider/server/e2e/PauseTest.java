package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.ProjectId;
import postrider.message.Reason;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// Pause and cancel hold at once, and what follows is exact.
class PauseTest {
    private static final int RECIPIENTS = 600;

    /// So that half of them take two seconds.
    private static final double PER_SECOND = 150;

    private static final long AT_ONCE_MS = 1_000;

    @TempDir private Path folder;

    @Test
    void startsNothingWhilePausedAndThenSendsExactlyTheRest()
            throws IOException, InterruptedException {
        var deployment = Deployment.in(folder);
        CampaignId id;
        long pausedMs;
        long resumedMs;

        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 10);
            var list = marketer.list(Marketer.at("gmail.com.test", RECIPIENTS));
            id = marketer.launch(list, plan -> plan.at(PER_SECOND)).id();
            marketer.awaitSettled(id, RECIPIENTS / 3);
            Marketer.value(engine.campaigns().pause(ProjectId.FIRST, id));
            pausedMs = System.currentTimeMillis();
            // Long enough that starts after the first second would be seen.
            Await.pass(2 * AT_ONCE_MS);
            resumedMs = System.currentTimeMillis();
            Marketer.value(engine.campaigns().resume(ProjectId.FIRST, id));
            marketer.awaitState(id, CampaignState.COMPLETED);

            assertThat(marketer.report(id).counters().of(Status.DELIVERED)).isEqualTo(RECIPIENTS);
            assertThat(providers.ledger().counts().accepted()).isEqualTo(RECIPIENTS);
            assertThat(new Verdicts(providers.ledger()).accepted()).isEqualTo(RECIPIENTS);
        }

        try (var stored = deployment.stored()) {
            var intents = stored.intentsMs(id);
            assertThat(LongStream.of(intents))
                    .noneMatch(at -> at > pausedMs + AT_ONCE_MS && at < resumedMs);
            assertThat(LongStream.of(intents))
                    .anyMatch(at -> at <= pausedMs)
                    .anyMatch(at -> at >= resumedMs);
        }
    }

    @Test
    void dropsWhatWasNotStartedWhenCancelled() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder);
        CampaignId id;
        long cancelledMs;

        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 10);
            var list = marketer.list(Marketer.at("gmail.com.test", RECIPIENTS));
            id = marketer.launch(list, plan -> plan.at(PER_SECOND)).id();
            marketer.awaitSettled(id, RECIPIENTS / 3);
            Marketer.value(engine.campaigns().cancel(ProjectId.FIRST, id));
            cancelledMs = System.currentTimeMillis();
            Await.until("nothing is open", () -> marketer.report(id).counters().open() == 0);

            var rows = marketer.rows(id);
            assertThat(rows).hasSize(RECIPIENTS);
            assertThat(rows)
                    .extracting(MessageRow::status)
                    .containsOnly(Status.DELIVERED, Status.DROPPED);
            assertThat(rows)
                    .filteredOn(row -> row.status() == Status.DROPPED)
                    .isNotEmpty()
                    .allMatch(row -> row.reason() == Reason.CANCELLED);
            var delivered = rows.stream().filter(row -> row.status() == Status.DELIVERED).count();
            assertThat(providers.ledger().counts().accepted()).isEqualTo(delivered);
            var counters = marketer.report(id).counters();
            assertThat(counters.of(Status.DELIVERED)).isEqualTo(delivered);
            assertThat(counters.total()).isEqualTo(RECIPIENTS);
        }

        try (var stored = deployment.stored()) {
            assertThat(LongStream.of(stored.intentsMs(id)))
                    .noneMatch(at -> at > cancelledMs + AT_ONCE_MS);
        }
    }
}

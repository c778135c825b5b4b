package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.message.Reason;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Odds;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// Messages start inside their campaign's window, and it ends in good order.
class SendWindowTest {
    /// Far more than can start while the window is open.
    private static final int RECIPIENTS = 2_000;

    private static final double PER_SECOND = 50;

    /// A retry that never comes in time.
    private static final RetrySchedule LATE =
            new RetrySchedule(List.of(), Duration.ofHours(1), Duration.ofHours(24), 0);

    @TempDir private Path folder;

    @Test
    void startsWithItsWindowAndEndsWithIt() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder);
        var start = Instant.now().plusSeconds(2);
        var window = new SendWindow(start, start.plusSeconds(3));
        CampaignId id;

        // Who has an account at Yahoo is greylisted, and the window is over before the retry.
        var later = Behaviour.ACCEPTS.withOdds(Odds.deferred(1));
        var profile = Profile.accept().with("yahoo", later);
        try (var providers = SimulatedProviders.start(SinkConfig.of(profile));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 10);
            var list =
                    marketer.list(
                            Stream.concat(
                                    Marketer.at("gmail.com.test", RECIPIENTS),
                                    Marketer.at("yahoo.com.test", RECIPIENTS)));
            id =
                    marketer.launch(list, plan -> plan.at(PER_SECOND).within(window).retrying(LATE))
                            .id();
            marketer.awaitState(id, CampaignState.COMPLETED);

            var rows = marketer.rows(id);
            assertThat(rows).hasSize(2 * RECIPIENTS);
            assertThat(rows)
                    .extracting(MessageRow::status)
                    .containsOnly(Status.DELIVERED, Status.BOUNCED, Status.DROPPED);
            assertThat(rows)
                    .filteredOn(row -> row.status() == Status.DROPPED)
                    .isNotEmpty()
                    .allMatch(row -> row.reason() == Reason.WINDOW_CLOSED && row.attempts() == 0);
            // Given up after soft refusals: there is no time left to try again.
            assertThat(rows)
                    .filteredOn(row -> row.status() == Status.BOUNCED)
                    .isNotEmpty()
                    .allMatch(row -> !row.hard() && row.attempts() == 1);
        }

        try (var stored = deployment.stored()) {
            assertThat(LongStream.of(stored.intentsMs(id)))
                    .allMatch(at -> window.holds(Instant.ofEpochMilli(at)));
        }
    }
}

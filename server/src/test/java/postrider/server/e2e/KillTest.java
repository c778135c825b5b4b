package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// A server process that is killed at any moment loses nothing, and sends twice only what it reports.
class KillTest {
    private static final int RECIPIENTS_OF_EACH = 700;
    private static final int RECIPIENTS = 3 * RECIPIENTS_OF_EACH;
    private static final int KILLS = 4;
    private static final int CONNECTIONS = 8;

    /// So that the campaign outlives all kills.
    private static final int PER_SECOND = 250;

    @TempDir private Path folder;

    @Test
    void losesNothingAndDoublesOnlyWhatItReports() throws IOException, InterruptedException {
        var seed = System.nanoTime();
        System.out.println("KillTest seed " + seed);
        var random = new Random(seed);
        // Slow answers: so there is something open at every kill.
        var slow = Behaviour.ACCEPTS.withReply(Duration.ofMillis(5), Duration.ofMillis(60));
        var sink = SinkConfig.of(Profile.everybody("slow", slow)).withSeed(seed);

        try (var providers = SimulatedProviders.start(sink);
                var server = new ServerProcess(folder)) {
            server.start();
            var audience =
                    Stream.of("gmail.com.test", "yahoo.com.test", "garden-law.test")
                            .flatMap(domain -> Marketer.at(domain, RECIPIENTS_OF_EACH));
            var id = server.client().launch(providers.port(), CONNECTIONS, audience, PER_SECOND);
            int openAtKills = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                // At any moment of the part of the campaign that belongs to this kill.
                var accepted = (kill - 1 + random.nextDouble()) * RECIPIENTS / (KILLS + 1);
                Await.until(
                        "%.0f are accepted".formatted(accepted),
                        () -> providers.ledger().counts().accepted() >= accepted);
                var before = providers.stats();
                server.kill();
                // Those that were there, and those that came before it was dead.
                var open =
                        before.connections()
                                + providers.stats().connectionsEver()
                                - before.connectionsEver();
                openAtKills += open;
                assertThat(openIntents(id))
                        .as("open intents at kill %d", kill)
                        .isLessThanOrEqualTo(open);
                Await.until("the dead are buried", () -> providers.stats().connections() == 0);
                server.start();
            }
            var client = server.client();
            Await.until("it is over", () -> client.isCompleted(id));

            var status = client.status(id);
            var verdicts = new Verdicts(providers.ledger());
            assertThat(status.path("counters").path("DELIVERED").asInt()).isEqualTo(RECIPIENTS);
            assertThat(verdicts.accepted()).isEqualTo(RECIPIENTS);
            assertThat(verdicts.acceptedTwice().size())
                    .isLessThanOrEqualTo(status.path("possible_doubles").asInt());
            assertThat(status.path("possible_doubles").asInt()).isLessThanOrEqualTo(openAtKills);
            server.stop();
        }
    }

    private int openIntents(CampaignId id) {
        try (var stored = Stored.open(Stored.sqlite(folder.resolve("data")))) {
            return stored.openIntents(id);
        }
    }
}

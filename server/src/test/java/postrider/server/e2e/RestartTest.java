package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.message.Status;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// A stop in good order leaves nothing uncertain, and the next start goes on.
class RestartTest {
    private static final int RECIPIENTS = 600;
    private static final double PER_SECOND = 200;

    @TempDir private Path folder;

    @Test
    void goesOnAfterAStopInGoodOrder() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder);
        var slow = Behaviour.ACCEPTS.withReply(Duration.ofMillis(20), Duration.ofMillis(60));
        var sink = SinkConfig.of(Profile.everybody("slow", slow));

        try (var providers = SimulatedProviders.start(sink)) {
            var id = startAndStop(deployment, providers, RECIPIENTS / 3);
            try (var stored = deployment.stored()) {
                assertThat(stored.openIntents(id)).isZero();
                assertThat(stored.counters(id).of(Status.QUEUED)).isPositive();
            }
            goOnAndStop(deployment, id, 2 * RECIPIENTS / 3);
            try (var engine = deployment.open()) {
                var marketer = new Marketer(engine);
                marketer.awaitState(id, CampaignState.COMPLETED);

                var counters = marketer.report(id).counters();
                assertThat(counters.of(Status.DELIVERED)).isEqualTo(RECIPIENTS);
                assertThat(counters.everUncertain()).isZero();
            }
            assertThat(providers.ledger().counts().accepted()).isEqualTo(RECIPIENTS);
            assertThat(new Verdicts(providers.ledger()).accepted()).isEqualTo(RECIPIENTS);
        }
    }

    private static CampaignId startAndStop(
            Deployment deployment, SimulatedProviders providers, int settled)
            throws InterruptedException {
        try (var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 10);
            var list = marketer.list(Marketer.at("gmail.com.test", RECIPIENTS));
            var id = marketer.launch(list, plan -> plan.at(PER_SECOND)).id();
            marketer.awaitSettled(id, settled);
            return id;
        }
    }

    private static void goOnAndStop(Deployment deployment, CampaignId id, int settled)
            throws InterruptedException {
        try (var engine = deployment.open()) {
            new Marketer(engine).awaitSettled(id, settled);
        }
    }
}

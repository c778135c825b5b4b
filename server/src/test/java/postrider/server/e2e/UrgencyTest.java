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
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// A small campaign that comes late to a lane where many are queued.
class UrgencyTest {
    private static final double PER_SECOND = 100;
    private static final int QUEUED = 5_000;
    private static final int URGENT = 10;
    private static final int CONNECTIONS = 10;

    @TempDir private Path folder;

    @Test
    void doesNotWaitForThoseThatWereThereBefore() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder).limiting("google", PER_SECOND);
        CampaignId large;
        CampaignId small;

        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), CONNECTIONS);
            var many = marketer.list(Marketer.at("gmail.com.test", QUEUED));
            var few = marketer.list(Marketer.at("googlemail.com.test", URGENT));
            large = marketer.launch(many, plan -> plan).id();
            Await.until("the large one is under way", () -> providers.ledger().size() >= 20);
            small = marketer.launch(few, plan -> plan).id();
            marketer.awaitState(small, CampaignState.COMPLETED);
            assertThat(marketer.report(large).counters().open()).isGreaterThan(QUEUED / 2);
            Marketer.value(engine.campaigns().cancel(ProjectId.FIRST, large));
        }

        try (var stored = deployment.stored()) {
            var ofSmall = stored.intentsMs(small);
            var first = ofSmall[0];
            var last = ofSmall[URGENT - 1];
            var meanwhile =
                    LongStream.of(stored.intentsMs(large))
                            .filter(at -> at > first && at < last)
                            .count();
            // One of each in turn, and those whose envelopes were out already when the first came.
            assertThat(ofSmall).hasSize(URGENT);
            assertThat(meanwhile).isLessThanOrEqualTo(URGENT + 2 * CONNECTIONS);
        }
    }
}

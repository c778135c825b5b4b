package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.ProjectId;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Limits;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// Campaigns wait for each other no longer than is fair. Times are told by events, and the lane's
/// limit is low: so the processor is not the question.
class FairnessTest {
    private static final double PER_SECOND = 100;

    @TempDir private Path folder;

    @Test
    void aSmallCampaignDoesNotWaitForALargeOneToASlowProvider()
            throws IOException, InterruptedException {
        var deployment = Deployment.in(folder).limiting("google", PER_SECOND);
        var slow =
                Behaviour.ACCEPTS
                        .withReply(Duration.ofSeconds(2), Duration.ofSeconds(2))
                        .withLimits(Limits.NONE.withPerSecond(5));
        CampaignId small;
        var count = 400;

        try (var providers =
                        SimulatedProviders.start(
                                SinkConfig.of(Profile.accept().with("yahoo", slow)));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 20);
            var many = marketer.list(Marketer.at("yahoo.com.test", 20_000));
            var few = marketer.list(Marketer.at("gmail.com.test", count));
            var large = marketer.launch(many, plan -> plan).id();
            Await.until("the large one is under way", () -> providers.ledger().size() >= 5);
            small = marketer.launch(few, plan -> plan).id();
            marketer.awaitState(small, CampaignState.COMPLETED);
            assertThat(marketer.report(large).counters().open()).isPositive();
            Marketer.value(engine.campaigns().cancel(ProjectId.FIRST, large));
        }

        try (var stored = deployment.stored()) {
            var intents = stored.intentsMs(small);
            // Alone it takes what the lane's limit tells.
            var aloneMs = 1_000 * count / PER_SECOND;
            assertThat((double) intents[count - 1] - intents[0]).isLessThanOrEqualTo(1.2 * aloneMs);
        }
    }

    @Test
    void campaignsShareALaneEvenly() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder).limiting("google", PER_SECOND);
        CampaignId first;
        CampaignId second;
        CampaignId small;

        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 20);
            var many = marketer.list(Marketer.at("gmail.com.test", 300));
            var few = marketer.list(Marketer.at("gmail.com.test", 60));
            first = marketer.launch(many, plan -> plan).id();
            second = marketer.launch(many, plan -> plan).id();
            small = marketer.launch(few, plan -> plan).id();
            for (var id : new CampaignId[] {first, second, small})
                marketer.awaitState(id, CampaignState.COMPLETED);
        }

        try (var stored = deployment.stored()) {
            var ofFirst = stored.intentsMs(first);
            var ofSecond = stored.intentsMs(second);
            var ofSmall = stored.intentsMs(small);
            var begin = Math.max(ofFirst[0], Math.max(ofSecond[0], ofSmall[0]));
            // While three are there, each has a third.
            var smallEnd = ofSmall[ofSmall.length - 1];
            var others =
                    (between(ofFirst, begin, smallEnd) + between(ofSecond, begin, smallEnd)) / 2.0;
            assertThat(between(ofSmall, begin, smallEnd)).isGreaterThanOrEqualTo(others / 1.1 - 1);
            // And then a half.
            var end = Math.min(ofFirst[ofFirst.length - 1], ofSecond[ofSecond.length - 1]);
            var share = between(ofFirst, begin, end) / between(ofSecond, begin, end);
            assertThat(share).isBetween(0.9, 1.1);
        }
    }

    private static double between(long[] ms, long from, long to) {
        return LongStream.of(ms).filter(at -> at >= from && at <= to).count();
    }
}

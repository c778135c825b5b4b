package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.Canary;
import postrider.message.Status;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// The first few of each shard go, and the rest when they have done well.
class CanaryTest {
    private static final int GOOGLE = 1_500;
    private static final int YAHOO = 500;

    /// Two of a hundred, of two shards to Google and one to Yahoo.
    private static final Canary CANARY = new Canary(0.02, Duration.ZERO);

    private static final int FIRST = 20 + 10 + 10;

    @TempDir private Path folder;

    @Test
    void sendsTheRestByItselfWhenTheFirstHaveDoneWell() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder);
        CampaignId id;
        Instant wentOn;

        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 10);
            var list =
                    marketer.list(
                            Stream.concat(
                                    Marketer.at("gmail.com.test", GOOGLE),
                                    Marketer.at("yahoo.com.test", YAHOO)));
            id = marketer.launch(list, plan -> plan.after(CANARY)).id();
            marketer.awaitState(id, CampaignState.COMPLETED);

            assertThat(marketer.report(id).counters().of(Status.DELIVERED))
                    .isEqualTo(GOOGLE + YAHOO);
            wentOn = marketer.campaign(id).watch().wentOn().orElseThrow();
        }

        try (var stored = deployment.stored()) {
            var before =
                    LongStream.of(stored.intentsMs(id)).filter(at -> at < wentOn.toEpochMilli());
            assertThat(before.count()).isEqualTo(FIRST);
        }
    }

    @Test
    void goesOnAfterARestartWithoutAskingAgain() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder);
        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()))) {
            CampaignId id;
            Instant wentOn;
            try (var engine = deployment.open()) {
                var marketer = Marketer.to(engine, providers.port(), 10);
                var list = marketer.list(Marketer.at("gmail.com.test", GOOGLE));
                var launched = marketer.launch(list, plan -> plan.at(400).after(CANARY)).id();
                Await.until(
                        "the rest goes",
                        () -> marketer.campaign(launched).watch().wentOn().isPresent());
                id = launched;
                wentOn = marketer.campaign(id).watch().wentOn().orElseThrow();
            }

            try (var engine = deployment.open()) {
                var marketer = Marketer.to(engine, providers.port(), 10);
                marketer.awaitState(id, CampaignState.COMPLETED);

                assertThat(marketer.campaign(id).watch().wentOn()).contains(wentOn);
                assertThat(marketer.report(id).counters().of(Status.DELIVERED)).isEqualTo(GOOGLE);
            }
        }
    }
}

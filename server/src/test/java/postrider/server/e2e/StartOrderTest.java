package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// No more campaigns run than may at once, and the others know their place.
class StartOrderTest {
    private static final int RECIPIENTS = 200;
    private static final double PER_SECOND = 100;

    @TempDir private Path folder;

    @Test
    void waitsForThoseThatRunAndSaysItsPlace() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder).running(1);
        CampaignId first;
        CampaignId second;

        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 10);
            var list = marketer.list(Marketer.at("gmail.com.test", RECIPIENTS));
            first = marketer.launch(list, plan -> plan.at(PER_SECOND)).id();
            second = marketer.launch(list, plan -> plan).id();
            var third = marketer.launch(list, plan -> plan).id();
            Await.until("the third is the second that waits", () -> place(marketer, third) == 2);
            assertThat(place(marketer, second)).isEqualTo(1);
            assertThat(marketer.campaign(second).state()).isEqualTo(CampaignState.SCHEDULED);

            marketer.awaitState(third, CampaignState.COMPLETED);
            assertThat(marketer.campaign(second).state()).isEqualTo(CampaignState.COMPLETED);
            assertThat(place(marketer, third)).isZero();
        }

        try (var stored = deployment.stored()) {
            var last = stored.intentsMs(first)[RECIPIENTS - 1];
            assertThat(stored.intentsMs(second)[0]).isGreaterThanOrEqualTo(last);
        }
    }

    private static int place(Marketer marketer, CampaignId id) {
        return marketer.report(id).note().place().map(place -> place.position()).orElse(0);
    }
}

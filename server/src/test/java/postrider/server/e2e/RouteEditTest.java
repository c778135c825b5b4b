package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignState;
import postrider.message.Status;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// A route that is edited leads elsewhere at once, for campaigns under way too.
class RouteEditTest {
    private static final int RECIPIENTS = 600;
    private static final double PER_SECOND = 200;

    @TempDir private Path folder;

    @Test
    void sendsTheRestByTheRouteAsItIsSetNow() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder);
        var accept = SinkConfig.of(Profile.accept());

        try (var before = SimulatedProviders.start(accept);
                var after = SimulatedProviders.start(accept);
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, before.port(), 10);
            var list = marketer.list(Marketer.at("gmail.com.test", RECIPIENTS));
            var id = marketer.launch(list, plan -> plan.at(PER_SECOND)).id();
            marketer.awaitSettled(id, RECIPIENTS / 3);
            Marketer.to(engine, after.port(), 10);
            marketer.awaitState(id, CampaignState.COMPLETED);

            assertThat(marketer.report(id).counters().of(Status.DELIVERED)).isEqualTo(RECIPIENTS);
            assertThat(before.ledger().counts().accepted()).isGreaterThanOrEqualTo(RECIPIENTS / 3);
            assertThat(after.ledger().counts().accepted()).isPositive();
            assertThat(before.ledger().counts().accepted() + after.ledger().counts().accepted())
                    .isEqualTo(RECIPIENTS);
        }
    }
}

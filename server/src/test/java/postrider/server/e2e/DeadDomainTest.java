package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignState;
import postrider.message.Status;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// Who writes to a domain that does not exist or takes no mail (RFC 7505) gets a bounce, without anyone
/// being asked.
class DeadDomainTest {
    @TempDir private Path folder;

    @Test
    void bouncesWhatGoesToADomainThatTakesNoMail() throws IOException, InterruptedException {
        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var engine = Deployment.in(folder).open()) {
            var marketer = Marketer.to(engine, providers.port(), 1);
            var list = marketer.list(Marketer.at("gone.invalid", 3));
            var id = marketer.launch(list, UnaryOperator.identity()).id();
            marketer.awaitState(id, CampaignState.COMPLETED);

            assertThat(marketer.report(id).counters().of(Status.BOUNCED)).isEqualTo(3);
            assertThat(marketer.rows(id))
                    .hasSize(3)
                    .allSatisfy(row -> assertThat(row.status()).isEqualTo(Status.BOUNCED));
            assertThat(providers.ledger().entries()).isEmpty();
        }
    }
}

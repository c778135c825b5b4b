package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.message.Status;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Odds;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// A guard pauses a campaign while it is sent, and a person goes on with it.
class GuardTest {
    private static final int RECIPIENTS = 1_200;
    private static final int PER_SECOND = 200;

    /// Many for a list, and few for a host: one that takes nobody is not believed.
    private static final double NOBODY = 0.2;

    @TempDir private Path folder;

    @Test
    void pausesACampaignMidSendThatBouncesUntilSomebodyResumesIt()
            throws IOException, InterruptedException {
        var behaviour = Behaviour.ACCEPTS.withOdds(Odds.hard(NOBODY));
        var profile = Profile.everybody("an old list", behaviour);
        try (var providers = SimulatedProviders.start(SinkConfig.of(profile));
                var server = Deployment.in(folder).serve()) {
            var client = new Client(server.url().toString());
            var people = Marketer.at("gmail.com.test", RECIPIENTS);
            var id = client.launch(providers.port(), 10, people, PER_SECOND);
            awaitState(client, id, "PAUSED");

            var status = client.status(id);
            assertThat(status.path("guard").path("state").asText()).isEqualTo("paused");
            assertThat(status.path("guard").path("sentences").path(0).asText())
                    .startsWith("paused by a guard: ")
                    .contains("recipients bounced, the limit is 10.00 %");
            assertThat(status.path("guard").path("paused_since").isTextual()).isTrue();
            assertThat(count(status, Status.QUEUED)).as("mid-send").isPositive();
            assertThat(client.metrics())
                    .contains("postrider_guard_state{campaign=\"" + id + "\"} 2");

            resumeToTheEnd(client, id);
            var end = client.status(id);
            assertThat(count(end, Status.BOUNCED)).isBetween(RECIPIENTS / 10L, RECIPIENTS / 3L);
            assertThat(count(end, Status.DELIVERED) + count(end, Status.BOUNCED))
                    .isEqualTo(RECIPIENTS);
            assertThat(end.path("guard").path("state").asText()).isEqualTo("quiet");
        }
    }

    private static void awaitState(Client client, CampaignId id, String... states)
            throws InterruptedException {
        Await.until(
                id + " is " + String.join(" or ", states),
                () -> Stream.of(states).anyMatch(state(client, id)::equals));
    }

    private static String state(Client client, CampaignId id) {
        return client.status(id).path("state").asText();
    }

    /// What is bad still may come after the first resume, and then it is paused again.
    private static void resumeToTheEnd(Client client, CampaignId id) throws InterruptedException {
        while (state(client, id).equals("PAUSED")) {
            client.post("/v1/campaigns/%s/resume".formatted(id), "");
            awaitState(client, id, "PAUSED", "COMPLETED");
        }
    }

    private static long count(JsonNode status, Status wanted) {
        return status.path("counters").path(wanted.name()).asLong();
    }
}

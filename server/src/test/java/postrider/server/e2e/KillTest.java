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
                var names = NameServer.start()) {
            var server = new ServerProcess(folder, names.address());
            server.start();
            var id = launch(server, providers.port());
            int openAtKills = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                // At any moment of the part of the campaign that belongs to this kill.
                var accepted = (kill - 1 + random.nextDouble()) * RECIPIENTS / (KILLS + 1);
                Await.until(
                        "%.0f are accepted".formatted(accepted),
                        () -> providers.ledger().counts().accepted() >= accepted);
                var open = server.kill(() -> providers.stats().connections());
                openAtKills += open;
                assertThat(openIntents(id)).as("open intents at kill %d", kill).isLessThanOrEqualTo(open);
                Await.until("the dead are buried", () -> providers.stats().connections() == 0);
                server.start();
            }
            var client = server.client();
            Await.until("COMPLETED", () -> client.status(id).path("state").asText().equals("COMPLETED"));

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

    private static CampaignId launch(ServerProcess server, int port) {
        var client = server.client();
        client.put("/v1/routes/" + Marketer.ROUTE, """
                {"target":"mx://127.0.0.1:%d?tls=none","connections":%d}""".formatted(port, CONNECTIONS));
        var template = client.post("/v1/templates", """
                {"name":"sale","html":"<p>Dear {{ first_name | default('reader') }}</p>"}""");
        var list = client.post("/v1/lists", """
                {"name":"customers"}""");
        var csv = new StringBuilder("email,first_name\n");
        Stream.of("gmail.com.test", "yahoo.com.test", "garden-law.test")
                .flatMap(domain -> Marketer.at(domain, RECIPIENTS_OF_EACH))
                .forEach(address -> csv.append(address).append(",Ada\n"));
        client.upload("/v1/lists/%s/contacts".formatted(list.path("id").asText()), csv.toString());
        var campaign = client.post("/v1/campaigns", """
                {"from":"news@shop.example","subject":"Sale","template_id":"%s","recipient_list_id":"%s",
                 "throttle":{"global_rps":%d}}"""
                .formatted(template.path("id").asText(), list.path("id").asText(), PER_SECOND));
        var id = campaign.path("id").asText();
        client.post("/v1/campaigns/%s/schedule".formatted(id), "");
        return new CampaignId(Long.parseLong(id.substring("cmp_".length())));
    }
}

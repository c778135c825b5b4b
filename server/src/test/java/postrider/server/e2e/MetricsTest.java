package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Odds;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// What Prometheus is told while a campaign runs.
class MetricsTest {
    private static final int RECIPIENTS = 400;

    @TempDir private Path folder;

    @Test
    void tellsOfCampaignsLanesCommitsAndRules() throws IOException, InterruptedException {
        var strict = Behaviour.ACCEPTS.withOdds(Odds.hard(0.2));
        try (var providers =
                        SimulatedProviders.start(
                                SinkConfig.of(Profile.everybody("strict", strict)));
                var server = Deployment.in(folder).serve()) {
            var client = new Client(server.url().toString());
            var people = Marketer.at("gmail.com.test", RECIPIENTS);
            var id = client.launch(providers.port(), 10, people, 100);
            Await.until("some are accepted", () -> providers.ledger().counts().accepted() >= 50);
            var metrics = client.metrics();

            assertThat(sum(metrics, "postrider_messages{campaign=\"" + id + "\""))
                    .isEqualTo(RECIPIENTS);
            assertThat(sum(metrics, "postrider_lane_connections{")).isPositive();
            assertThat(sum(metrics, "postrider_lane_visits{")).isPositive();
            assertThat(sum(metrics, "postrider_store_commits_total ")).isPositive();
            assertThat(metrics)
                    .as("nothing went straight to MX hosts")
                    .contains(
                            "postrider_tls_sessions_total{policy=\"sts\",result=\"success\"} 0.0");
            assertThat(sum(metrics, "postrider_reply_rule_fired_total{")).isPositive();
            assertThat(sum(metrics, "postrider_reply_rule_last_fired_seconds{")).isPositive();
        }
    }

    private static double sum(String metrics, String start) {
        return Pattern.compile("^" + Pattern.quote(start) + ".*?([0-9.E]+)$", Pattern.MULTILINE)
                .matcher(metrics)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }
}

package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// Who says no while a campaign runs is not written to any more.
class SuppressionTest {
    private static final int RECIPIENTS = 400;
    private static final int PER_SECOND = 100;
    private static final long AT_ONCE_MS = 1_000;

    @TempDir private Path folder;

    @Test
    void startsNothingToWhoIsSuppressedMeanwhile() throws IOException, InterruptedException {
        var audience = Marketer.at("gmail.com.test", RECIPIENTS).toList();
        // In the order of the list: these come last.
        var suppressed = audience.subList(RECIPIENTS / 2, RECIPIENTS);
        long acknowledgedMs;

        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var server = Deployment.in(folder).serve()) {
            var client = new Client(server.url().toString());
            var id = client.launch(providers.port(), 10, audience.stream(), PER_SECOND);
            Await.until("some are accepted", () -> providers.ledger().counts().accepted() >= 50);
            client.post("/v1/suppressions", json(suppressed));
            acknowledgedMs = System.currentTimeMillis();
            Await.until("it is over", () -> client.isCompleted(id));

            var counters = client.status(id).path("counters");
            var delivered = counters.path("DELIVERED").asInt();
            var dropped = counters.path("DROPPED").asInt();
            assertThat(dropped).isPositive();
            assertThat(delivered + dropped).isEqualTo(RECIPIENTS);
            var names = Set.copyOf(suppressed);
            assertThat(providers.ledger().entries())
                    .filteredOn(entry -> names.contains(entry.recipient()))
                    .filteredOn(entry -> entry.verdict().isAccepted())
                    .allMatch(entry -> entry.mailMicros() / 1_000 <= acknowledgedMs + AT_ONCE_MS);
        }
    }

    private static String json(List<String> addresses) {
        return addresses.stream()
                .collect(Collectors.joining("\",\"", "{\"addresses\":[\"", "\"]}"));
    }
}

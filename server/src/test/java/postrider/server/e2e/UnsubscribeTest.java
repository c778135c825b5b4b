package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignState;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Odds;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// Who wants no more, or is gone, is not written to by campaigns that run or come.
class UnsubscribeTest {
    private static final int RECIPIENTS = 400;
    private static final int PER_SECOND = 100;
    private static final long AT_ONCE_MS = 1_000;

    @TempDir private Path folder;
    private final FarSide farSide = new FarSide();

    @Test
    void startsNothingToWhoUnsubscribesWhileACampaignRuns()
            throws IOException, InterruptedException {
        var people = Marketer.at("gmail.com.test", RECIPIENTS).toList();
        // In the order of the list: these come last.
        var leaving = Set.copyOf(people.subList(RECIPIENTS * 3 / 4, RECIPIENTS));
        var sink = SinkConfig.of(Profile.accept()).withWitness(farSide);

        try (var providers = SimulatedProviders.start(sink);
                var server = Deployment.in(folder).takingMailBack().serve()) {
            var client = new Client(server.url().toString());
            var first = client.launch(providers.port(), 10, people.stream(), 10_000);
            Await.until("the first is over", () -> client.isCompleted(first));
            var tokens =
                    leaving.stream().map(who -> FarSide.token(farSide.all().get(who))).toList();
            var before = providers.ledger().counts().accepted();
            var second = client.launch(providers.port(), 10, people.stream(), PER_SECOND);
            Await.until(
                    "some are accepted",
                    () -> providers.ledger().counts().accepted() >= before + 50);
            for (var token : tokens) assertThat(client.click(token)).isEqualTo(200);
            var answeredMs = System.currentTimeMillis();
            Await.until("the second is over", () -> client.isCompleted(second));

            var counters = client.status(second).path("counters");
            assertThat(counters.path("DROPPED").asInt()).isPositive();
            assertThat(counters.path("DELIVERED").asInt() + counters.path("DROPPED").asInt())
                    .isEqualTo(RECIPIENTS);
            assertThat(client.status(first).path("unsubscribed").asInt()).isEqualTo(leaving.size());
            assertThat(providers.ledger().entries().skip(before))
                    // An envelope that was on its way is given up before its mail.
                    .filteredOn(entry -> entry.dotMicros() > 0)
                    .filteredOn(entry -> leaving.contains(entry.recipient()))
                    .allMatch(entry -> entry.mailMicros() / 1_000 <= answeredMs + AT_ONCE_MS);
        }
    }

    @Test
    void writesNoMoreToWhomAHostDoesNotKnow() throws IOException, InterruptedException {
        var people = Marketer.at("gmail.com.test", RECIPIENTS).toList();
        var gone = Behaviour.ACCEPTS.withOdds(Odds.hard(0.1));
        var sink = SinkConfig.of(Profile.everybody("forgetful", gone));

        try (var providers = SimulatedProviders.start(sink);
                var engine = Deployment.in(folder).open()) {
            var marketer = Marketer.to(engine, providers.port(), 10);
            var list = marketer.list(people.stream());
            var first = marketer.launch(list, UnaryOperator.identity()).id();
            marketer.awaitState(first, CampaignState.COMPLETED);
            var unknown =
                    marketer.rows(first).stream()
                            .filter(row -> row.status() == Status.BOUNCED && row.hard())
                            .map(MessageRow::recipient)
                            .collect(Collectors.toSet());
            var before = providers.ledger().size();
            var second = marketer.launch(list, UnaryOperator.identity()).id();
            marketer.awaitState(second, CampaignState.COMPLETED);

            var counters = marketer.report(second).counters();
            assertThat(unknown).isNotEmpty();
            assertThat(counters.of(Status.DROPPED)).isEqualTo(unknown.size());
            assertThat(counters.of(Status.DELIVERED)).isEqualTo(RECIPIENTS - unknown.size());
            assertThat(providers.ledger().entries().skip(before))
                    .noneMatch(entry -> unknown.contains(entry.recipient()));
        }
    }
}

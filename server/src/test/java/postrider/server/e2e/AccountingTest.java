package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignState;
import postrider.message.Counters;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SampleAudience;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// Every recipient ends in exactly one status, and it is what the far side said last.
class AccountingTest {
    private static final int RECIPIENTS = 2_000;

    @TempDir private Path folder;
    private long seed;

    @BeforeEach
    void chooseSeed() {
        seed = System.nanoTime();
        System.out.println("AccountingTest seed " + seed);
    }

    @Test
    void accountsForEveryMessageAmidChaos() throws IOException, InterruptedException {
        var rows = send(plan -> plan);

        assertThat(rows).extracting(MessageRow::status).doesNotContain(Status.UNCERTAIN);
    }

    @Test
    void accountsForEveryMessageThatIsHeldWhenUncertain() throws IOException, InterruptedException {
        var rows = send(Plan::holding);

        assertThat(rows)
                .filteredOn(row -> row.status() == Status.UNCERTAIN)
                .isNotEmpty()
                .allMatch(MessageRow::possibleDouble);
    }

    private List<MessageRow> send(UnaryOperator<Plan> plan)
            throws IOException, InterruptedException {
        var sink = SinkConfig.of(Profile.chaos()).withSeed(seed);
        try (var providers = SimulatedProviders.start(sink);
                var engine = Deployment.in(folder).open()) {
            var marketer = Marketer.to(engine, providers.port(), 4);
            var audience = SampleAudience.of(RECIPIENTS, seed).withFlaws(0, 0);
            var list = marketer.list(audience.stream().map(person -> person.email()));

            var id = marketer.launch(list, plan).id();
            Await.until(
                    id + " is over",
                    () -> {
                        assertThat(total(marketer.report(id).counters()))
                                .isIn(0L, (long) RECIPIENTS);
                        return marketer.campaign(id).state() == CampaignState.COMPLETED;
                    });

            var rows = marketer.rows(id);
            assertThat(counted(rows)).isEqualTo(marketer.report(id).counters().byStatus());
            var verdicts = new Verdicts(providers.ledger());
            assertThat(rows)
                    .extracting(MessageRow::recipient)
                    .hasSize(RECIPIENTS)
                    .doesNotHaveDuplicates();
            verdicts.assertAgree(rows);
            verdicts.assertDoublesWereReported(rows);
            return rows;
        }
    }

    private static long total(Counters counters) {
        long sum = 0;
        for (var status : Status.values()) sum += counters.of(status);
        assertThat(sum).isEqualTo(counters.total());
        return sum;
    }

    private static Map<Status, Long> counted(List<MessageRow> rows) {
        var counts = new EnumMap<Status, Long>(Status.class);
        for (var status : Status.values()) counts.put(status, 0L);
        for (var row : rows) counts.merge(row.status(), 1L, Long::sum);
        return counts;
    }
}

package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.testkit.sim.Ledger;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// A route whose host goes away while a campaign is under way.
class FailoverTest {
    private static final List<String> DOMAINS =
            List.of("gmail.com.test", "yahoo.com.test", "outlook.com.test", "a.test", "b.test");
    private static final int EACH = 240;
    private static final int ALL = 5 * EACH;
    private static final double PER_SECOND = 300;

    private static final SinkConfig ACCEPT = SinkConfig.of(Profile.accept());

    @TempDir private Path folder;

    @Test
    void sendsTheRestByTheOtherRouteAndChargesNobody() throws IOException, InterruptedException {
        try (var well = SimulatedProviders.start(ACCEPT);
                var engine = Deployment.in(folder).open()) {
            var marketer = new Marketer(engine);
            Marketer.route(engine, "well", well.port(), 10);
            Ledger dead;
            CampaignId id;
            try (var dying = SimulatedProviders.start(ACCEPT)) {
                Marketer.route(engine, "dying", dying.port(), 10);
                dead = dying.ledger();
                id = marketer.launch(marketer.list(addresses()), p -> p.at(PER_SECOND)).id();
                Await.until(
                        "both are at work",
                        () -> taken(dying.ledger()) > 50 && taken(well.ledger()) > 50);
            }
            marketer.awaitState(id, CampaignState.COMPLETED);

            var rows = marketer.rows(id);
            assertThat(rows)
                    .hasSize(ALL)
                    .extracting(MessageRow::status)
                    .containsOnly(Status.DELIVERED);
            // Whose reply was lost with the host was sent again, and said so.
            var doubles = rows.stream().filter(MessageRow::possibleDouble).count();
            assertThat(taken(dead) + taken(well.ledger())).isBetween((long) ALL, ALL + doubles);
        }
    }

    private static Stream<String> addresses() {
        return DOMAINS.stream().flatMap(domain -> Marketer.at(domain, EACH));
    }

    private static long taken(Ledger ledger) {
        return ledger.counts().accepted();
    }
}

package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.ShardId;

class CompanyTest {
    private static final long WINDOW = 100_000_000;

    @Test
    void waitsForNobodyWhileAProcessorIsFree() throws InterruptedException {
        var company = new Company(() -> 0.7, 0);

        company.served(callers(20), WINDOW);

        assertThat(company.expected()).isEqualTo(1);
    }

    @Test
    void waitsForHalfOfTheCallersWhileAllProcessorsAreBusy() throws InterruptedException {
        var company = new Company(() -> 0.97, 0);

        company.served(callers(9), WINDOW / 2);
        company.served(callers(10), WINDOW);

        assertThat(company.expected()).isEqualTo(10);
    }

    @Test
    void countsACallerOnceAWindow() throws InterruptedException {
        var company = new Company(() -> 0.97, 0);
        var same = callers(6);

        company.served(same, 1);
        company.served(same, 2);
        company.served(same, WINDOW);

        assertThat(company.expected()).isEqualTo(3);
    }

    @Test
    void forgetsCallersThatComeNoMore() throws InterruptedException {
        var company = new Company(() -> 0.97, 0);
        company.served(callers(20), WINDOW);

        company.served(callers(1), 2 * WINDOW);

        assertThat(company.expected()).isEqualTo(1);
    }

    @Test
    void waitsForNobodyWhereTheLoadIsUnknown() throws InterruptedException {
        var company = new Company(() -> -1, 0);

        company.served(callers(20), WINDOW);

        assertThat(company.expected()).isEqualTo(1);
    }

    private static List<Ticket<?>> callers(int count) throws InterruptedException {
        var event = new Event.Intent(0, 1, 0, 1);
        var batch = new EventBatch(new ShardId(new CampaignId(1), 0), 1, 1, List.of(event));
        var tickets = new ArrayList<Ticket<?>>();
        for (int i = 0; i < count; i++)
            Thread.ofVirtual().start(() -> tickets.add(new Ticket.Append(batch))).join();
        return tickets;
    }
}

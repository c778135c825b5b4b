package postrider.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.campaign.CampaignState.CANCELLED;
import static postrider.campaign.CampaignState.COMPLETED;
import static postrider.campaign.CampaignState.DRAFT;
import static postrider.campaign.CampaignState.PAUSED;
import static postrider.campaign.CampaignState.RUNNING;
import static postrider.campaign.CampaignState.SCHEDULED;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampaignStateTest {
    /// The whole table, written a second time.
    private static final Map<CampaignState, Set<CampaignState>> TABLE =
            Map.of(
                    DRAFT, Set.of(SCHEDULED, CANCELLED),
                    SCHEDULED, Set.of(RUNNING, PAUSED, CANCELLED),
                    RUNNING, Set.of(PAUSED, CANCELLED, COMPLETED),
                    PAUSED, Set.of(SCHEDULED, CANCELLED),
                    CANCELLED, Set.of(),
                    COMPLETED, Set.of());

    @Test
    void movesAsTheTableSaysAndNotOtherwise() {
        for (var from : CampaignState.values()) {
            for (var to : CampaignState.values()) {
                assertThat(from.mayBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(TABLE.getOrDefault(from, Set.of()).contains(to));
            }
        }
    }

    @Test
    void endsCancelledOrCompleted() {
        assertThat(CampaignState.values())
                .filteredOn(CampaignState::isFinal)
                .containsExactlyInAnyOrder(CANCELLED, COMPLETED);
    }
}

package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;

class PaceTest {
    private static final CampaignId CAMPAIGN = new CampaignId(7);

    private Instant now = World.START;
    private final Pace pace = new Pace(() -> now);

    private void start(int count) {
        for (int i = 0; i < count; i++) pace.started(CAMPAIGN);
    }

    @Test
    void tellsWholeSecondsOnly() {
        start(50);
        assertThat(pace.perSecond(CAMPAIGN)).as("the second is not over").isZero();

        now = now.plusSeconds(1);
        assertThat(pace.perSecond(CAMPAIGN)).isEqualTo(50);
    }

    @Test
    void averagesOverTheLastTenSeconds() {
        for (int second = 0; second < 30; second++) {
            start(second < 20 ? 1_000 : 30);
            now = now.plusSeconds(1);
        }

        assertThat(pace.perSecond(CAMPAIGN)).isEqualTo(30);
        now = now.plusSeconds(5);
        assertThat(pace.perSecond(CAMPAIGN)).isEqualTo(15);
        now = now.plusSeconds(5);
        assertThat(pace.perSecond(CAMPAIGN)).isZero();
    }

    @Test
    void forgetsACampaign() {
        start(5);
        now = now.plusSeconds(1);

        pace.forget(CAMPAIGN);

        assertThat(pace.perSecond(CAMPAIGN)).isZero();
        assertThat(pace.perSecond(new CampaignId(8))).isZero();
    }
}

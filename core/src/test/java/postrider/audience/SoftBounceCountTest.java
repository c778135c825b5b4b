package postrider.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postrider.audience.Suppression.Why;
import postrider.campaign.CampaignId;
import postrider.campaign.ProjectId;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;

class SoftBounceCountTest {
    private static final String ANN = "ann@mail.test";
    private static final ProjectId PROJECT = ProjectId.FIRST;

    private final AddressHasher hasher =
            new AddressHasher(
                    MasterKeyVault.fresh(new SecureRandom()).derive(KeyVault.Purpose.ADDRESS_HASH));
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private final MemorySuppressions suppressions = new MemorySuppressions();
    private final MemorySoftBounces bounces = new MemorySoftBounces();
    private final SuppressionBoard board = new SuppressionBoard(suppressions, hasher, () -> now);
    private SoftBounceCount count = count(SoftBounceRule.DEFAULT);

    private SoftBounceCount count(SoftBounceRule rule) {
        return new SoftBounceCount(bounces, board, hasher, rule, () -> now);
    }

    private void bounces(long campaign) {
        now = now.plus(Duration.ofDays(1));
        count.bounced(PROJECT, new CampaignId(campaign), Map.of(ANN, "delivery msg_1-0-0"));
    }

    private boolean isSuppressed() {
        board.refresh();
        return board.holds(PROJECT, ANN);
    }

    @Test
    void suppressesForATimeAfterBouncesInThreeCampaigns() {
        bounces(1);
        bounces(2);
        assertThat(isSuppressed()).isFalse();

        bounces(3);

        assertThat(isSuppressed()).isTrue();
        var found = suppressions.find(PROJECT, hasher.hash(ANN)).getFirst();
        assertThat(found.why()).isEqualTo(Why.SOFT_BOUNCES);
        assertThat(found.source()).isEqualTo("delivery msg_1-0-0");
        assertThat(found.until()).contains(now.plus(Duration.ofDays(90)));
        now = now.plus(Duration.ofDays(90));
        assertThat(isSuppressed()).isFalse();
    }

    @Test
    void countsACampaignOnceHoweverOftenItIsTold() {
        for (int i = 0; i < 5; i++) bounces(1);

        assertThat(isSuppressed()).isFalse();
    }

    @Test
    void beginsAgainAfterADelivery() {
        bounces(1);
        bounces(2);
        now = now.plusSeconds(1);
        count.delivered(PROJECT, List.of("bob@mail.test", ANN));
        bounces(1);
        bounces(3);
        bounces(4);
        assertThat(isSuppressed()).isFalse();

        bounces(5);

        assertThat(isSuppressed()).isTrue();
    }

    @Test
    void beginsAgainAfterASuppressionWasTakenBack() {
        for (int i = 1; i <= 3; i++) bounces(i);
        suppressions.remove(SuppressionScope.of(PROJECT), hasher.hash(ANN), now);

        bounces(3);
        bounces(4);

        assertThat(isSuppressed()).isFalse();
    }

    @Test
    void knowsAfterARestartWhoBounced() {
        bounces(1);
        bounces(2);
        now = now.plusSeconds(1);
        count = count(SoftBounceRule.DEFAULT);

        count.delivered(PROJECT, List.of(ANN));

        bounces(3);
        assertThat(isSuppressed()).isFalse();
    }

    @Test
    void doesNotCountWhatIsLongAgo() {
        bounces(1);
        bounces(2);
        now = now.plus(Duration.ofDays(30));

        bounces(3);

        assertThat(isSuppressed()).isFalse();
        assertThat(bounces.noted(Instant.EPOCH, 10)).hasSize(1);
    }

    @Test
    void keepsProjectsApart() {
        bounces(1);
        bounces(2);

        count.bounced(new ProjectId(2), new CampaignId(9), Map.of(ANN, "delivery"));

        assertThat(isSuppressed()).isFalse();
        assertThat(board.holds(new ProjectId(2), ANN)).isFalse();
    }

    @Test
    void doesNothingWhereItIsTurnedOff() {
        count = count(new SoftBounceRule(0, Duration.ofDays(1), Duration.ofDays(1)));

        for (int i = 1; i <= 9; i++) bounces(i);

        assertThat(isSuppressed()).isFalse();
        assertThat(bounces.noted(Instant.EPOCH, 10)).isEmpty();
    }
}

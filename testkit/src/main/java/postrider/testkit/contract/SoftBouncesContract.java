package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.NOW;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.audience.AddressHash;
import postrider.audience.SoftBounces;
import postrider.campaign.CampaignId;

/// What [SoftBounces] promise.
public interface SoftBouncesContract {
    Instant FROM = NOW.minusSeconds(1_000);

    SoftBounces softBounces();

    @Test
    default void countsEachCampaignOnce() {
        var bounces = softBounces();
        var project = Samples.project();
        bounces.note(project, campaign(1), List.of(hash(1), hash(2)), NOW);
        bounces.note(project, campaign(2), List.of(hash(1)), NOW);

        bounces.note(project, campaign(1), List.of(hash(1)), NOW.plusSeconds(1));

        assertThat(bounces.count(project, List.of(hash(1), hash(2), hash(3)), FROM))
                .containsExactly(2, 1, 0);
        assertThat(bounces.count(Samples.project(), List.of(hash(1)), FROM)).containsExactly(0);
    }

    @Test
    default void doesNotCountWhatWasBefore() {
        var bounces = softBounces();
        var project = Samples.project();
        bounces.note(project, campaign(1), List.of(hash(1)), NOW);
        bounces.note(project, campaign(2), List.of(hash(1)), NOW.plusSeconds(10));

        assertThat(bounces.count(project, List.of(hash(1)), NOW)).containsExactly(2);
        assertThat(bounces.count(project, List.of(hash(1)), NOW.plusMillis(1))).containsExactly(1);
    }

    @Test
    default void beginsAtNothingAfterItWasForgotten() {
        var bounces = softBounces();
        var project = Samples.project();
        bounces.note(project, campaign(1), List.of(hash(1), hash(2)), NOW);

        bounces.forget(project, List.of(hash(1), hash(3)), NOW.plusSeconds(1));
        bounces.forget(project, List.of(hash(1)), NOW);
        bounces.note(project, campaign(1), List.of(hash(1)), NOW.plusSeconds(2));
        bounces.note(project, campaign(2), List.of(hash(1)), NOW.plusSeconds(2));
        bounces.note(project, campaign(2), List.of(hash(3)), NOW);

        assertThat(bounces.count(project, List.of(hash(1), hash(2), hash(3)), FROM))
                .containsExactly(1, 1, 1);
    }

    @Test
    default void tellsWhatWasNoted() {
        var bounces = softBounces();
        var project = Samples.project();
        var mine = new AddressHash(project.value(), 1);
        bounces.note(project, campaign(1), List.of(mine), NOW.plusSeconds(5_000));

        assertThat(bounces.noted(NOW.plusSeconds(5_000), 1_000)).contains(mine);
        assertThat(bounces.noted(NOW.plusSeconds(5_001), 1_000)).doesNotContain(mine);
    }

    @Test
    default void purgesWhatIsOld() {
        var bounces = softBounces();
        var project = Samples.project();
        var old = NOW.minusSeconds(5_000);
        bounces.note(project, campaign(1), List.of(hash(1), hash(2), hash(3)), old);
        bounces.note(project, campaign(2), List.of(hash(1)), NOW);

        assertThat(bounces.purge(old, 10)).isZero();
        assertThat(bounces.purge(old.plusMillis(1), 2)).isEqualTo(2);
        assertThat(bounces.purge(old.plusMillis(1), 2)).isEqualTo(1);

        assertThat(bounces.count(project, List.of(hash(1), hash(2)), Instant.EPOCH))
                .containsExactly(1, 0);
    }

    private static CampaignId campaign(long number) {
        return new CampaignId(number);
    }

    private static AddressHash hash(long number) {
        return new AddressHash(number, -number);
    }
}

package postrider.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.campaign.Guard.Counts;
import postrider.campaign.Guard.Verdict;

class GuardTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Canary CANARY = new Canary(0.02, Duration.ofMinutes(15));

    @Test
    void warnsAndThenPausesAsBouncesGrow() {
        assertThat(Guard.DEFAULT.judge(new Counts(1_000, 951, 49, 0, 0)))
                .isInstanceOf(Verdict.Fine.class);
        assertThat(Guard.DEFAULT.judge(new Counts(1_000, 950, 50, 0, 0)))
                .isInstanceOf(Verdict.Warn.class);
        assertThat(Guard.DEFAULT.judge(new Counts(1_000, 900, 100, 0, 0)))
                .isEqualTo(
                        new Verdict.Pause(
                                "10.00 % of 1000 recipients bounced, the limit is 10.00 %: check where"
                                        + " the list comes from and clean it"));
    }

    @Test
    void saysNothingOfAFew() {
        assertThat(Guard.DEFAULT.judge(new Counts(20, 10, 10, 0, 0)))
                .isInstanceOf(Verdict.Fine.class);
        assertThat(Guard.DEFAULT.judge(new Counts(500, 500, 0, 0, 2)))
                .isInstanceOf(Verdict.Fine.class);
    }

    @Test
    void pausesForComplaintsOfWhatWasDelivered() {
        assertThat(Guard.DEFAULT.judge(new Counts(5_000, 4_000, 0, 0, 4)))
                .isInstanceOf(Verdict.Warn.class);
        assertThat(Guard.DEFAULT.judge(new Counts(5_000, 4_000, 0, 0, 12)))
                .isInstanceOf(Verdict.Pause.class);
    }

    @Test
    void goesByACampaignsOwnLimits() {
        var counts = new Counts(1_000, 880, 120, 0, 0);
        var loose = rules(new GuardRules.Rule.Limits(0.15, 0.2));
        var strict = rules(new GuardRules.Rule.Limits(0.01, 0.02));

        assertThat(Guard.DEFAULT.with(GuardRules.INHERITED)).isEqualTo(Guard.DEFAULT);
        assertThat(Guard.DEFAULT.with(loose).judge(counts)).isInstanceOf(Verdict.Fine.class);
        assertThat(Guard.DEFAULT.with(rules(GuardRules.Rule.OFF)).judge(counts))
                .isInstanceOf(Verdict.Fine.class);
        assertThat(new Guard(List.of()).with(strict).judge(counts))
                .as("where the project watches nothing")
                .isInstanceOf(Verdict.Pause.class);
        assertThat(Guard.DEFAULT.with(strict).judge(new Counts(1_000, 750, 0, 250, 0)))
                .as("other rates stay as they were")
                .isInstanceOf(Verdict.Pause.class);
    }

    private static GuardRules rules(GuardRules.Rule bounces) {
        return new GuardRules(bounces, GuardRules.Rule.INHERITED, GuardRules.Rule.INHERITED);
    }

    @Test
    void countsWhatCameSinceAndNeverLessThanNothing() {
        var known = new Counts(1_000, 900, 100, 0, 3);

        assertThat(new Counts(1_500, 1_390, 105, 5, 3).since(known))
                .isEqualTo(new Counts(500, 490, 5, 5, 0));
        assertThat(new Counts(1_000, 890, 110, 0, 3).since(known))
                .as("delivered once, bounced since")
                .isEqualTo(new Counts(0, 0, 10, 0, 0));
    }

    @Test
    void tellsTheWorstOfSeveral() {
        assertThat(Guard.DEFAULT.judge(new Counts(1_000, 700, 60, 240, 0)))
                .isInstanceOf(Verdict.Pause.class);
    }

    @Test
    void sendsTheFirstFewOfEachShard() {
        assertThat(CANARY.of(1_000)).isEqualTo(20);
        assertThat(CANARY.of(3)).isEqualTo(1);
        assertThat(CANARY.of(0)).isZero();
        assertThat(new Canary(1, Duration.ZERO).of(7)).isEqualTo(7);
    }

    @Test
    void goesOnWhenTheFirstHaveEndedAndSettled() {
        var fine = new Verdict.Fine();
        var under = new Canary.Progress(100, 94, NOON);
        var ended = new Canary.Progress(100, 95, NOON);

        assertThat(CANARY.judge(under, fine, NOON.plusSeconds(9_000)))
                .isInstanceOf(Canary.Verdict.Wait.class);
        assertThat(CANARY.judge(ended, fine, NOON.plusSeconds(899)))
                .isInstanceOf(Canary.Verdict.Wait.class);
        assertThat(CANARY.judge(ended, fine, NOON.plusSeconds(900)))
                .isInstanceOf(Canary.Verdict.GoOn.class);
    }

    @Test
    void isHeldByAGuard() {
        var ended = new Canary.Progress(100, 100, NOON);
        var later = NOON.plusSeconds(9_000);

        assertThat(CANARY.judge(ended, new Verdict.Warn("so"), later))
                .isInstanceOf(Canary.Verdict.Wait.class);
        assertThat(CANARY.judge(ended, new Verdict.Pause("so"), later))
                .isEqualTo(new Canary.Verdict.Pause("so"));
    }
}

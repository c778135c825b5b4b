package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.campaign.OnUncertain;
import postrider.campaign.RetrySchedule;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;

class SettlementTest {
    private static final Instant NOW = World.START;
    private static final Duration SLOT = Duration.ofSeconds(30);
    private static final Reply BUSY = new Reply(451, "4.7.1", "try later");
    private static final RetrySchedule STEADY =
            new RetrySchedule(
                    List.of(Duration.ofSeconds(61)), Duration.ofHours(4), Duration.ofHours(24), 0);

    private final Settlement settlement = new Settlement(SLOT, new Random(1));

    @Test
    void triesADeferredMessageAgainAtTheNextSlotAfterItsDelay() {
        var result =
                settlement.settle(
                        campaign(OnUncertain.RESEND), first(), deferred(Duration.ZERO), NOW);

        assertThat(result.status()).isEqualTo(Status.DEFERRED);
        assertThat(result.reply()).isEqualTo(BUSY);
        // 61 s are rounded up to 90.
        assertThat(result.nextAtMs()).isEqualTo(NOW.plusSeconds(90).toEpochMilli());
    }

    @Test
    void waitsAsLongAsTheFarSideAsksFor() {
        var result =
                settlement.settle(
                        campaign(OnUncertain.RESEND),
                        first(),
                        deferred(Duration.ofMinutes(10)),
                        NOW);

        assertThat(result.nextAtMs()).isEqualTo(NOW.plus(Duration.ofMinutes(10)).toEpochMilli());
    }

    @Test
    void waitsByTheClassOfTheRefusalAndCountsNoFreeAttempt() {
        var campaign = campaign(OnUncertain.RESEND);
        var slow = new Outcome.Deferred(BUSY, Reason.RATE_LIMITED, Duration.ZERO);
        var full = new Outcome.Deferred(BUSY, Reason.MAILBOX_FULL, Duration.ZERO);
        var third = new Settlement.Attempt(3, 3, 2, NOW, 1);

        var firstSlow = settlement.settle(campaign, first(), slow, NOW);
        var thirdSlow = settlement.settle(campaign, third, slow, NOW);
        var greylistedNow = settlement.settle(campaign, third, deferred(Duration.ZERO), NOW);
        var firstFull = settlement.settle(campaign, first(), full, NOW);

        assertThat(firstSlow.isFree()).isTrue();
        assertThat(firstSlow.nextAtMs()).isEqualTo(NOW.plusSeconds(90).toEpochMilli());
        assertThat(thirdSlow.nextAtMs()).isEqualTo(NOW.plusSeconds(270).toEpochMilli());
        assertThat(greylistedNow.isFree()).isFalse();
        assertThat(greylistedNow.nextAtMs())
                .as("the first of its class")
                .isEqualTo(NOW.plusSeconds(90).toEpochMilli());
        assertThat(firstFull.nextAtMs()).isEqualTo(NOW.plus(Duration.ofHours(4)).toEpochMilli());
    }

    @Test
    void givesUpSoftlyWhenTheExpiryOrTheWindowLeavesNoTime() {
        var early = NOW.minus(Duration.ofHours(24));
        var expired = new Settlement.Attempt(3, 7, 0, early, 1);
        var last = World.END.minusSeconds(60);

        var after =
                settlement.settle(
                        campaign(OnUncertain.RESEND), expired, deferred(Duration.ZERO), NOW);
        var pastWindow =
                settlement.settle(
                        campaign(OnUncertain.RESEND),
                        new Settlement.Attempt(3, 1, 0, last, 1),
                        deferred(Duration.ZERO),
                        last);

        for (var result : List.of(after, pastWindow)) {
            assertThat(result.status()).isEqualTo(Status.BOUNCED);
            assertThat(result.reason()).isEqualTo(Reason.EXPIRED);
            assertThat(result.hard()).isFalse();
            assertThat(result.nextAtMs()).isZero();
            assertThat(result.reply()).as("the last reply says why").isEqualTo(BUSY);
        }
    }

    @Test
    void resendsOrHoldsWhatIsUncertain() {
        var uncertain = new Outcome.Uncertain(Reason.LINK_LOST);

        var resent = settlement.settle(campaign(OnUncertain.RESEND), first(), uncertain, NOW);
        var held = settlement.settle(campaign(OnUncertain.HOLD), first(), uncertain, NOW);

        assertThat(resent.status()).isEqualTo(Status.UNCERTAIN);
        assertThat(resent.nextAtMs()).isEqualTo(NOW.plusSeconds(90).toEpochMilli());
        assertThat(held.status()).isEqualTo(Status.UNCERTAIN);
        assertThat(held.nextAtMs()).isZero();
    }

    @Test
    void makesAnAttemptOfWhichOnlyTheIntentIsLeftUncertain() {
        var wait = Duration.ofMinutes(10);

        var resent = settlement.lost(campaign(OnUncertain.RESEND), first(), wait, NOW);
        var held = settlement.lost(campaign(OnUncertain.HOLD), first(), wait, NOW);

        assertThat(resent.reason()).isEqualTo(Reason.PROCESS_LOST);
        assertThat(resent.nextAtMs()).isEqualTo(NOW.plus(wait).toEpochMilli());
        assertThat(held.nextAtMs()).isZero();
    }

    @Test
    void endsWhatWasTakenRefusedOrDropped() {
        var campaign = campaign(OnUncertain.RESEND);

        for (var outcome :
                List.of(
                        new Outcome.Delivered(BUSY),
                        new Outcome.Sent(BUSY),
                        new Outcome.Blocked(BUSY, Reason.POLICY),
                        new Outcome.Bounced(BUSY, Reason.UNKNOWN_RECIPIENT, true),
                        new Outcome.Dropped(Reason.SUPPRESSED))) {
            var result = settlement.settle(campaign, first(), outcome, NOW);

            assertThat(result.status()).isEqualTo(outcome.status());
            assertThat(result.reason()).isEqualTo(outcome.reason());
            assertThat(result.nextAtMs()).isZero();
            assertThat(result.hard()).isEqualTo(outcome instanceof Outcome.Bounced);
        }
    }

    private static Settlement.Attempt first() {
        return new Settlement.Attempt(3, 1, 0, NOW, 1);
    }

    private static Outcome deferred(Duration atLeast) {
        return new Outcome.Deferred(BUSY, Reason.GREYLISTED, atLeast);
    }

    private static postrider.campaign.Campaign campaign(OnUncertain policy) {
        return World.campaign(1, STEADY, policy);
    }
}

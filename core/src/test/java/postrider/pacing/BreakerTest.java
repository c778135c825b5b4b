package postrider.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Breaker breaker = new Breaker();

    private void accepted(int count) {
        for (int i = 0; i < count; i++) {
            breaker.started(Long.MAX_VALUE / 2);
            breaker.accepted(Long.MAX_VALUE / 2);
        }
    }

    private void trouble(int count, long now) {
        for (int i = 0; i < count; i++) {
            breaker.started(now);
            breaker.trouble(now);
        }
    }

    @Test
    void isNotClearedByWhatStartedBeforeTheFirstSign() {
        for (int i = 0; i < 10; i++) breaker.started(0);
        trouble(4, SECOND);
        for (int i = 0; i < 10; i++) breaker.accepted(0);
        trouble(1, SECOND);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void opensAfterTroubleInARow() {
        trouble(4, 0);
        var before = breaker.state();
        trouble(1, 0);

        assertThat(before).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.cause()).isEqualTo(Breaker.Cause.TROUBLE_IN_A_ROW);
        assertThat(breaker.mayStart(0)).isFalse();
    }

    @Test
    void opensWhenHalfOfTheLastHundredFindTrouble() {
        for (int i = 0; i < 50; i++) {
            accepted(1);
            trouble(1, 0);
        }

        assertThat(breaker.cause()).isEqualTo(Breaker.Cause.TROUBLE_OFTEN);
    }

    @Test
    void touchesAtMostTwentyMessagesBeforeItDecides() {
        accepted(100);
        int touched = 0;
        // One sign of trouble, and then replies that do not come.
        breaker.started(0);
        breaker.trouble(0);
        touched++;
        while (breaker.mayStart(0)) {
            breaker.started(0);
            touched++;
        }

        assertThat(touched).isEqualTo(Breaker.TOUCHED_MAX);
    }

    @Test
    void sendsASingleProbeAndClosesWhenItIsAccepted() {
        trouble(5, 0);
        var early = breaker.mayStart(4 * SECOND);
        var due = breaker.mayStart(5 * SECOND);
        breaker.started(5 * SECOND);
        var second = breaker.mayStart(5 * SECOND);
        breaker.accepted(5 * SECOND);

        assertThat(early).isFalse();
        assertThat(due).isTrue();
        assertThat(second).isFalse();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void waitsTwiceAsLongAfterEachProbeThatFailsAndForTenMinutesAtMost() {
        trouble(5, 0);
        var now = 0L;
        for (int i = 0; i < 10; i++) {
            now += breaker.left(now).toNanos();
            trouble(1, now);
        }

        assertThat(breaker.left(now)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void believesThatRecipientsAreUnknownUnlessAllAre() {
        for (int i = 0; i < 9; i++) {
            breaker.started(0);
            breaker.refused(i, 550, 0);
        }
        accepted(1);
        for (int i = 0; i < 9; i++) {
            breaker.started(0);
            breaker.refused(i, 550, 0);
        }
        var before = breaker.state();
        breaker.started(0);
        breaker.refused(9, 550, 0);

        assertThat(before).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.cause()).isEqualTo(Breaker.Cause.ALL_REFUSED_ALIKE);
    }

    @Test
    void oneRecipientAskedOftenIsNotMany() {
        for (int i = 0; i < 100; i++) {
            breaker.started(0);
            breaker.refused(7, 550, 0);
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void differentRepliesAreNotAlike() {
        for (int i = 0; i < 100; i++) {
            breaker.started(0);
            breaker.refused(i, i % 2, 0);
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void holdsRefusalsBackWhileNothingWasAccepted() {
        var doubt = new Doubt();
        var first = doubt.refused();
        doubt.accepted();
        var second = doubt.refused();
        for (int i = 0; i < Doubt.LAST; i++) doubt.refused();

        assertThat(first).isEqualTo(Doubt.Verdict.HOLD_BACK);
        assertThat(second).isEqualTo(Doubt.Verdict.BELIEVE);
        assertThat(doubt.refused()).isEqualTo(Doubt.Verdict.HOLD_BACK);
    }
}

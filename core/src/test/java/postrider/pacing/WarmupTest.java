package postrider.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmupTest {
    private static final Instant FIRST = Instant.parse("2030-03-01T00:00:00Z");

    private final Warmup warmup = new Warmup(WarmupCurve.DEFAULT, WarmupState.fresh());

    /// Sends all that it may, minute by minute, for a day.
    private static long day(Warmup warmup, int day) {
        long sent = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            var now = at(day, minute);
            for (var left = warmup.mayStart(now); left > 0; left--) {
                warmup.started(now);
                sent++;
            }
        }
        return sent;
    }

    private static Instant at(int day, int minute) {
        return FIRST.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
    }

    @Test
    void followsTheCurveToTheMessage() {
        var sent = new ArrayList<Long>();
        for (int day = 0; day < 14; day++) sent.add(day(warmup, day));

        assertThat(sent).isEqualTo(WarmupCurve.DEFAULT.perDay().subList(0, 14));
    }

    @Test
    void twoSourcesFollowTheirCurvesForThirtyDaysWithHoldsAndStepsBack() {
        var other = new WarmupCurve(List.of(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1_280L, 2_560L));
        var calm = new Warmup(other, WarmupState.fresh());
        var troubled = new Warmup(other, WarmupState.fresh());
        var calmSent = new ArrayList<Long>();
        var troubledSent = new ArrayList<Long>();
        for (int day = 0; day < 30; day++) {
            // Restarted each night: the state holds all there is.
            calm = new Warmup(other, WarmupState.decode(calm.state().encoded()));
            troubled = new Warmup(other, WarmupState.decode(troubled.state().encoded()));
            var warm = calm.mayStart(at(day, 0)) == Long.MAX_VALUE;
            if (!warm) calmSent.add(day(calm, day));
            if (troubled.mayStart(at(day, 0)) == Long.MAX_VALUE) break;
            troubledSent.add(day(troubled, day));
            trouble(troubled, day);
        }

        assertThat(calmSent).isEqualTo(other.perDay());
        assertThat(troubledSent)
                .containsExactly(
                        10L, 20L, 40L, 40L, 80L, 160L, 320L, 320L, 640L, 160L, 320L, 640L, 1_280L,
                        320L, 640L, 1_280L, 2_560L);
    }

    /// Day 2: deferrals above 5 %. Day 6: one complaint. Day 8: 0.3 % complaints. Day 12: a block reply.
    private static void trouble(Warmup warmup, int day) {
        var now = at(day, 24 * 60 - 1);
        if (day == 2) for (int i = 0; i < 3; i++) warmup.deferred(now);
        if (day == 6) warmup.complained(now);
        if (day == 8) for (int i = 0; i < 2; i++) warmup.complained(now);
        if (day == 12) warmup.blocked(now);
    }

    @Test
    void spreadsADayOverItsHours() {
        for (int day = 0; day < 3; day++) day(warmup, day);
        var atMidnight = warmup.mayStart(at(3, 0));
        for (int i = 0; i < atMidnight; i++) warmup.started(at(3, 0));

        assertThat(atMidnight).isEqualTo(17);
        assertThat(warmup.nextStart(at(3, 1))).isEqualTo(at(3, 60));
        assertThat(warmup.mayStart(at(3, 60))).isEqualTo(17);
    }

    @Test
    void catchesUpNoFasterThanTwiceAnHour() {
        for (int day = 0; day < 5; day++) day(warmup, day);

        assertThat(warmup.mayStart(at(5, 20 * 60))).isEqualTo(2 * 63);
    }

    @Test
    void stepsBackAtOnceOnABlockReply() {
        for (int day = 0; day < 4; day++) day(warmup, day);
        for (var left = warmup.mayStart(at(4, 0)); left > 0; left--) warmup.started(at(4, 0));
        warmup.blocked(at(4, 1));

        assertThat(warmup.mayStart(at(4, 60))).isZero();
        assertThat(warmup.state().step()).isEqualTo(2);
        assertThat(warmup.nextStart(at(4, 60))).isAfter(at(4, 60)).isBefore(at(5, 0));
        assertThat(warmup.sentence(at(4, 60))).contains("stepped back");
    }

    @Test
    void doesNotGoOnAfterADayThatWasHardlyUsed() {
        warmup.started(at(0, 0));
        warmup.mayStart(at(1, 0));

        assertThat(warmup.state().step()).isZero();
    }

    @Test
    void beginsAnewAfterThirtyIdleDays() {
        for (int day = 0; day < 6; day++) day(warmup, day);
        var still = new Warmup(WarmupCurve.DEFAULT, warmup.state());
        still.mayStart(at(5 + 30, 0));
        warmup.mayStart(at(5 + 31, 0));

        assertThat(still.state().step()).isEqualTo(6);
        assertThat(warmup.state().step()).isZero();
    }

    @Test
    void opensNothingTwiceWhenTheClockIsSetBack() {
        var sent = day(warmup, 0);

        assertThat(sent).isEqualTo(50);
        assertThat(warmup.mayStart(at(0, 0))).isZero();
        assertThat(warmup.mayStart(at(-1, 0))).isZero();
    }
}

package postrider.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneControlTest {
    private static final Bounds BOUNDS = new Bounds(2, 10, 1, 20);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private LaneControl control = new LaneControl(BOUNDS, 0);
    private long now;

    /// Starts a message as soon as it may, and ends it a tenth of a second later.
    private void send(Signal signal) {
        now += control.waitFrom(now);
        var attempt = control.started(now);
        now += SECOND / 10;
        control.ended(attempt, signal, now);
    }

    private void block() {
        for (int i = 0; i < 3; i++) send(Signal.SUSPEND);
    }

    private void accept(Duration time) {
        var until = now + time.toNanos();
        while (now < until) send(Signal.ACCEPTED);
    }

    private Duration rest() {
        return Duration.ofNanos(control.waitFrom(now));
    }

    @Test
    void startsLowAndGrowsToItsCeilingWhileAllIsAccepted() {
        var first = control.perSecond();
        accept(Duration.ofMinutes(1));
        var later = control.perSecond();
        accept(Duration.ofMinutes(20));

        assertThat(first).isEqualTo(1);
        assertThat(later).isBetween(1.2, 2.0);
        // A tenth of a second each, one after the other: 10 a second are used at most.
        assertThat(control.perSecond()).isBetween(9.0, 16.7);
    }

    @Test
    void doesNotGrowWhatIsNotUsed() {
        for (int i = 0; i < 1_000; i++) {
            now += 10 * SECOND;
            send(Signal.ACCEPTED);
        }

        assertThat(control.perSecond()).isEqualTo(1);
    }

    @Test
    void takesOneBurstForOneDecrease() {
        accept(Duration.ofMinutes(3));
        now += control.waitFrom(now);
        List<Long> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) attempts.add(control.started(now));

        control.ended(attempts.getFirst(), Signal.SLOW.after(Duration.ofSeconds(1)), now);
        var once = control.perSecond();
        var rest = rest();
        for (var attempt : attempts.subList(1, 8)) control.ended(attempt, Signal.SLOW, now);

        assertThat(control.perSecond()).isEqualTo(once);
        assertThat(rest()).isEqualTo(rest);
    }

    @Test
    void isNotSlowedByRecipients() {
        accept(Duration.ofMinutes(3));
        var before = control.perSecond();
        for (int i = 0; i < 200; i++) send(Signal.REFUSED);

        assertThat(control.perSecond()).isEqualTo(before);
        assertThat(control.reading(now).phase()).isEqualTo(LaneReading.Phase.GROWING);
    }

    @Test
    void restsLongerAndLongerWhileNothingIsAccepted() {
        accept(Duration.ofMinutes(3));
        send(Signal.SLOW);
        var rests = new ArrayList<Duration>();
        while (rests.size() < 14) {
            send(Signal.SLOW);
            rests.add(rest());
        }

        assertThat(rests.stream().map(Duration::toSeconds))
                .containsExactly(
                        2L, 5L, 10L, 20L, 40L, 80L, 160L, 900L, 1_800L, 3_600L, 7_200L, 14_400L,
                        14_400L, 14_400L);
    }

    @Test
    void sendsASingleProbeAfterARest() {
        block();
        now += control.waitFrom(now);
        var probe = control.started(now);

        assertThat(control.waitFrom(now)).isEqualTo(LaneControl.UNTIL_AN_END);
        assertThat(control.reading(now).phase()).isEqualTo(LaneReading.Phase.PROBING);
        control.ended(probe, Signal.ACCEPTED, now);
        assertThat(control.waitFrom(now)).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void suspendsForABlockListAndComesBackStepByStep() {
        accept(Duration.ofMinutes(5));
        var before = control.perSecond();
        block();
        var rest = rest();
        send(Signal.ACCEPTED);
        var first = control.perSecond();
        accept(Duration.ofMinutes(3));

        assertThat(rest).isEqualTo(Duration.ofMinutes(15));
        assertThat(first).isEqualTo(1);
        assertThat(control.perSecond()).isBetween(before * 0.9, before * 1.6);
    }

    @Test
    void oneBlockReplyAmongAcceptancesIsAboutAMessage() {
        for (int i = 0; i < 20; i++) {
            send(Signal.SUSPEND);
            send(Signal.SUSPEND);
            send(Signal.ACCEPTED);
        }

        assertThat(rest()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void suspendsAtOnceWhereTheProbeIsBlockedToo() {
        block();
        send(Signal.SUSPEND);

        assertThat(rest()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void whoeverCannotBeReachedIsAskedAgainWithinMinutes() {
        for (int i = 0; i < 50; i++) send(Signal.TROUBLE);

        assertThat(rest()).isEqualTo(Duration.ofSeconds(160));
    }

    @Test
    void slowsDownFromWhatReallyRanWhereNothingWasLimited() {
        control = new LaneControl(Bounds.wide(20), 0);
        now = 0;
        // 1,000 a second, for half a second.
        for (int i = 0; i < 500; i++) {
            control.ended(control.started(now), Signal.ACCEPTED, now);
            now += SECOND / 1_000;
        }

        for (int i = 0; i < 20; i++) control.ended(control.started(now), Signal.SLOW, now);

        assertThat(control.perSecond()).isBetween(400.0, 1_000.0);
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        send(Signal.SLOW.after(Duration.ofSeconds(90)));
        var asked = rest();
        send(Signal.ACCEPTED);
        send(Signal.SUSPEND.after(Duration.ofHours(9)));

        assertThat(asked).isEqualTo(Duration.ofSeconds(90));
        assertThat(rest()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void takesAsManyConnectionsAsAreNotRefused() {
        for (int i = 0; i < 5; i++) control.opened();
        var attempt = control.started(now);
        control.ended(attempt, Signal.TOO_MANY_CONNECTIONS, now);
        control.closed();

        assertThat(control.connectionsMax()).isEqualTo(2);
        assertThat(control.mayOpen()).isFalse();
        assertThat(control.perSecond()).isEqualTo(1);
    }

    @Test
    void brokenConnectionsAmongOthersAreNoPauseBeforeTheThird() {
        control.opened();
        control.opened();
        send(Signal.TROUBLE);
        send(Signal.TROUBLE);
        var twice = rest();
        send(Signal.TROUBLE);

        assertThat(twice).isLessThan(Duration.ofSeconds(1));
        assertThat(rest()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void comesBackAfterARestartToWhereItWasStepByStep() {
        accept(Duration.ofMinutes(4));
        var state = LaneState.decode(control.state(now).encoded());
        var again = new LaneControl(BOUNDS, state, now);

        assertThat(again.perSecond()).isEqualTo(1);
        assertThat(again.state(now).perSecond()).isEqualTo(control.perSecond());
        assertThat(again.reading(now).phase()).isEqualTo(LaneReading.Phase.RETURNING);
    }

    @Test
    void keepsItsRestOverARestart() {
        block();
        var state = control.state(now).aged(Duration.ofMinutes(5));
        var again = new LaneControl(BOUNDS, state, now);

        assertThat(Duration.ofNanos(again.waitFrom(now))).isEqualTo(Duration.ofMinutes(10));
        assertThat(again.reading(now).sentence()).startsWith("the lane is suspended for 10 min");
    }

    @Test
    void staysWithinItsBoundsWhateverItIsTold() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new SplittableRandom(seed);
            var lane = new LaneControl(BOUNDS, 0);
            var kinds = Signal.Kind.values();
            long time = 0;
            for (int i = 0; i < 2_000; i++) {
                time += Math.min(lane.waitFrom(time), TimeUnit.HOURS.toNanos(5));
                assertThat(lane.waitFrom(time)).as("seed %d stops for ever", seed).isZero();
                var attempt = lane.started(time);
                time += random.nextLong(SECOND);
                var kind =
                        random.nextInt(20) > 0
                                ? Signal.Kind.ACCEPTED
                                : kinds[random.nextInt(kinds.length)];
                lane.ended(attempt, new Signal(kind, Duration.ZERO), time);
                assertThat(lane.perSecond()).as("seed %d", seed).isBetween(0.01, 20.0);
                assertThat(lane.connectionsMax()).as("seed %d", seed).isBetween(1, 10);
            }
        }
    }
}

package postrider.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShardFoldTest {
    private static final long NOW = 1_764_586_800_000L;

    @Test
    void isQueuedWithoutAnEvent() {
        var fold = new ShardFold(3);

        assertThat(fold.status(2)).isEqualTo(Status.QUEUED);
        assertThat(fold.isOpen(2)).isTrue();
        assertThat(fold.attempts(2)).isZero();
        assertThat(fold.firstAtMs(2)).isZero();
        assertThat(fold.counters().of(Status.QUEUED)).isEqualTo(3);
    }

    @Test
    void hasAnOpenIntentUntilItsOutcomeIsKnown() {
        var fold = fold(intent(1));

        assertThat(fold.hasOpenIntent(0)).isTrue();
        assertThat(fold.status(0)).isEqualTo(Status.QUEUED);
        assertThat(fold.counters().inFlight()).isEqualTo(1);

        fold.apply(result(1, Status.DELIVERED, 10, 0));
        assertThat(fold.hasOpenIntent(0)).isFalse();
        assertThat(fold.counters().inFlight()).isZero();
    }

    @Test
    void countsAHardBounceUntilALaterAttemptOutranksIt() {
        var hard = bounce(1, true);

        assertThat(fold(hard).counters().hardBounced()).isEqualTo(1);
        assertThat(fold(bounce(1, false)).counters().hardBounced()).isZero();
        assertThat(fold(hard, result(2, Status.DELIVERED, 30, 0)).counters().hardBounced())
                .isZero();
    }

    private static Event.Result bounce(int attempt, boolean hard) {
        return new Event.Result(
                0, attempt, NOW + 20, Status.BOUNCED, Reason.NONE, hard, Reply.NONE, 0, 1);
    }

    @Test
    void believesTheLaterAttempt() {
        assertThat(
                        fold(result(2, Status.DEFERRED, 20, 99), result(1, Status.BOUNCED, 30, 0))
                                .status(0))
                .isEqualTo(Status.DEFERRED);
    }

    @Test
    void believesALateBounceOverADelivery() {
        assertThat(
                        fold(result(1, Status.BOUNCED, 10, 0), result(1, Status.DELIVERED, 20, 0))
                                .status(0))
                .isEqualTo(Status.BOUNCED);
    }

    @Test
    void takesALateOutcomeOfAnOlderEpochOverItsUncertainty() {
        var fold = fold(intent(1), result(1, Status.UNCERTAIN, 500, 600));
        assertThat(fold.isOpen(0)).as("it would be resent").isTrue();

        fold.apply(result(1, Status.DELIVERED, 40, 0));

        assertThat(fold.status(0)).isEqualTo(Status.DELIVERED);
        assertThat(fold.isOpen(0)).isFalse();
        assertThat(fold.wasUncertain(0)).isTrue();
        assertThat(fold.counters().everUncertain()).isEqualTo(1);
    }

    @Test
    void keepsTheIntentOfALaterAttemptOpenWhenALateOutcomeComes() {
        var fold = fold(intent(1), result(1, Status.UNCERTAIN, 9, 10), intent(2));

        fold.apply(result(1, Status.DELIVERED, 5, 0));

        assertThat(fold.status(0)).isEqualTo(Status.DELIVERED);
        assertThat(fold.hasOpenIntent(0)).isTrue();
        assertThat(fold.attempts(0)).isEqualTo(2);
    }

    @Test
    void resendsWhatIsUncertainOnlyIfThereIsATimeForIt() {
        assertThat(fold(result(1, Status.UNCERTAIN, 5, 60)).isOpen(0)).isTrue();
        assertThat(fold(result(1, Status.UNCERTAIN, 5, 60)).nextAtMs(0)).isEqualTo(NOW + 60);
        assertThat(fold(result(1, Status.UNCERTAIN, 5, 0)).isOpen(0)).isFalse();
    }

    @Test
    void dropsWhatIsOpenWhenTheShardIsClosed() {
        var closed = new Event.Closed(NOW, Reason.CANCELLED);
        var told = List.of(Status.SENT, Status.DROPPED, Status.BLOCKED, Status.DELIVERED);

        assertThat(fold(closed).status(0)).isEqualTo(Status.DROPPED);
        assertThat(fold(closed, result(1, Status.DEFERRED, 5, 9)).status(0))
                .isEqualTo(Status.DROPPED);
        for (var status : told)
            assertThat(fold(closed, result(1, status, 5, 0)).status(0)).isEqualTo(status);
        assertThat(fold(closed).closed()).isEqualTo(Reason.CANCELLED);
        assertThat(fold(closed).isOpen(0)).isFalse();
    }

    @Test
    void leavesUncertainWhatIsUncertainWhenTheShardIsClosedButSendsItNoMore() {
        var fold = fold(new Event.Closed(NOW, Reason.CANCELLED), result(1, Status.UNCERTAIN, 5, 9));

        assertThat(fold.status(0)).isEqualTo(Status.UNCERTAIN);
        assertThat(fold.isOpen(0)).isFalse();
    }

    @Test
    void tellsTheSameWhetherAnOutcomeComesBeforeOrAfterTheClosing() {
        var closed = new Event.Closed(NOW, Reason.WINDOW_CLOSED);
        for (var status : Status.values()) {
            if (status == Status.QUEUED) continue;
            var result = result(1, status, 5, 9);

            assertThat(told(fold(closed, result), 0)).isEqualTo(told(fold(result, closed), 0));
        }
    }

    @Test
    void takesTheSmallestReasonOfTwoClosings() {
        var window = new Event.Closed(NOW, Reason.WINDOW_CLOSED);
        var cancelled = new Event.Closed(NOW, Reason.CANCELLED);

        assertThat(fold(window, cancelled).closed()).isEqualTo(Reason.CANCELLED);
        assertThat(fold(cancelled, window).closed()).isEqualTo(Reason.CANCELLED);
    }

    @Test
    void ranksWhatDiffersInTheNextTimeAlone() {
        var sooner = result(1, Status.DEFERRED, 5, 60);
        var later = result(1, Status.DEFERRED, 5, 90);

        assertThat(fold(sooner, later).nextAtMs(0)).isEqualTo(NOW + 90);
        assertThat(fold(later, sooner).nextAtMs(0)).isEqualTo(NOW + 90);
    }

    @Test
    void beginsWithTheEarliestOfAnyAttempt() {
        var fold = fold(result(2, Status.DEFERRED, 50, 60), intent(1), intent(2));

        assertThat(fold.firstAtMs(0)).isEqualTo(NOW);
    }

    @Test
    void countsNoAttemptForADropping() {
        var fold = fold(result(0, Status.DROPPED, 5, 0));

        assertThat(fold.status(0)).isEqualTo(Status.DROPPED);
        assertThat(fold.attempts(0)).isZero();
        assertThat(fold.firstAtMs(0)).isZero();
    }

    @Test
    void refusesAMessageThatTheShardLacks() {
        var fold = new ShardFold(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.apply(new Event.Intent(1, 1, NOW, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.check(new Event.Intent(1, 1, NOW, 1)));
    }

    @Test
    void believesWhatCameBackOverAnyAttempt() {
        for (var status : Status.values()) {
            if (status == Status.QUEUED) continue;
            var result = result(2, status, 500, 0);
            var bounced = report(Status.BOUNCED, true, 90);

            var fold = fold(bounced, result);

            assertThat(fold.status(0)).as("after %s", status).isEqualTo(Status.BOUNCED);
            assertThat(fold.isHard(0)).isTrue();
            assertThat(fold.isOpen(0)).isFalse();
            assertThat(fold.settledBy(0)).isEqualTo(bounced);
            assertThat(fold.isBouncedLate(0)).isTrue();
            assertThat(fold.decides((Event.Result) result)).isTrue();
        }
    }

    @Test
    void takesAReportedDeliveryUnlessAnAttemptFailedForGood() {
        var delivered = report(Status.DELIVERED, false, 90);

        for (var status : List.of(Status.SENT, Status.UNCERTAIN, Status.DEFERRED))
            assertThat(fold(delivered, result(1, status, 5, 9)).status(0))
                    .isEqualTo(Status.DELIVERED);
        for (var status : List.of(Status.BOUNCED, Status.BLOCKED))
            assertThat(fold(delivered, result(1, status, 5, 0)).status(0)).isEqualTo(status);
    }

    @Test
    void leavesTheStatusWhereADelayIsReported() {
        var fold = fold(result(1, Status.SENT, 5, 0), report(Status.DEFERRED, false, 90));

        assertThat(fold.status(0)).isEqualTo(Status.SENT);
        assertThat(fold.isBouncedLate(0)).isFalse();
        assertThat(fold.settledBy(0)).isNull();
    }

    @Test
    void believesTheFailureThatWeighsMoreOfTwoAndTheFirstOfTheSame() {
        var soft = report(Status.BOUNCED, false, 10);
        var hard = report(Status.BOUNCED, true, 20);
        var again = report(Status.BOUNCED, true, 30);
        var blocked = report(Status.BLOCKED, false, 40);

        assertThat(fold(again, blocked, soft, hard).settledBy(0)).isEqualTo(hard);
        assertThat(fold(hard, soft, blocked, again).settledBy(0)).isEqualTo(hard);
    }

    @Test
    void keepsFactsBesideTheStatus() {
        var complained = new Event.Fact(0, NOW, Event.Fact.Kind.COMPLAINED);
        var unsubscribed = new Event.Fact(0, NOW, Event.Fact.Kind.UNSUBSCRIBED);

        var fold = fold(complained, unsubscribed, complained, result(1, Status.DELIVERED, 5, 0));

        assertThat(fold.status(0)).isEqualTo(Status.DELIVERED);
        assertThat(fold.counters().feedback()).isEqualTo(new Counters.Feedback(0, 1, 1));
        assertThat(fold.counters().total()).isEqualTo(3);
    }

    @Test
    void isTheSameInAnyOrderAndWithDoubles() {
        var seed = ThreadLocalRandom.current().nextLong();
        System.out.println("isTheSameInAnyOrderAndWithDoubles: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var events = new ArrayList<Event>();
            for (int i = random.nextInt(30); i >= 0; i--) events.add(event(random));
            var expected = folded(events);
            for (int i = events.size() / 2; i > 0; i--)
                events.add(events.get(random.nextInt(events.size())));
            Collections.shuffle(events, random);

            var actual = folded(events);

            for (int i = 0; i < 3; i++) {
                assertThat(told(actual, i))
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(told(expected, i));
            }
            assertThat(actual.counters()).isEqualTo(expected.counters());
            assertThat(actual.counters().total()).isEqualTo(3);
        }
    }

    private static Event event(RandomGenerator random) {
        var index = random.nextInt(3);
        var at = NOW + random.nextInt(3);
        return switch (random.nextInt(16)) {
            case 12 -> fact(index, at, random);
            case 13, 14 -> {
                var statuses =
                        List.of(Status.DEFERRED, Status.DELIVERED, Status.BLOCKED, Status.BOUNCED);
                yield new Event.Report(
                        index,
                        at,
                        statuses.get(random.nextInt(4)),
                        Reason.of(random.nextInt(3)),
                        random.nextBoolean(),
                        new Reply(550, "5.1.1", "no " + random.nextInt(3)));
            }
            case 0 ->
                    new Event.Closed(at, random.nextBoolean() ? Reason.CANCELLED : Reason.EXPIRED);
            case 1, 2, 3 -> new Event.Intent(index, 1 + random.nextInt(3), at, 1);
            default ->
                    new Event.Result(
                            index,
                            random.nextInt(3),
                            at,
                            Status.of(1 + random.nextInt(7)),
                            Reason.NONE,
                            random.nextBoolean(),
                            Reply.NONE,
                            random.nextInt(3) * NOW,
                            1);
        };
    }

    private static ShardFold folded(List<Event> events) {
        var fold = new ShardFold(3);
        events.forEach(fold::apply);
        return fold;
    }

    private static ShardFold fold(Event... events) {
        return folded(List.of(events));
    }

    private static List<Object> told(ShardFold fold, int i) {
        return List.of(
                fold.status(i),
                fold.attempts(i),
                fold.isOpen(i),
                fold.hasOpenIntent(i),
                fold.nextAtMs(i),
                fold.firstAtMs(i),
                fold.isHard(i),
                fold.wasUncertain(i),
                fold.isBouncedLate(i),
                Optional.ofNullable(fold.settledBy(i)),
                fold.has(i, Event.Fact.Kind.COMPLAINED),
                fold.has(i, Event.Fact.Kind.UNSUBSCRIBED),
                String.valueOf(fold.closed()));
    }

    private static Event.Report report(Status status, boolean hard, long after) {
        return new Event.Report(0, NOW + after, status, Reason.NONE, hard, Reply.NONE);
    }

    private static Event intent(int attempt) {
        return new Event.Intent(0, attempt, NOW + attempt - 1, 1);
    }

    private static Event result(int attempt, Status status, long after, long next) {
        return new Event.Result(
                0,
                attempt,
                NOW + after,
                status,
                Reason.NONE,
                false,
                Reply.NONE,
                next == 0 ? 0 : NOW + next,
                1);
    }

    private static Event.Fact fact(int index, long at, RandomGenerator random) {
        var kind = Event.Fact.Kind.of(random.nextInt(Event.Fact.Kind.values().length));
        return new Event.Fact(index, at, kind, kind.isOfLink() ? random.nextInt(300) : 0);
    }
}

package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.message.Event;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;
import postrider.pacing.Bounds;
import postrider.pacing.Breaker.State;
import postrider.pacing.LaneControl;

class DoubtfulTest {
    private static final long LATER = TimeUnit.SECONDS.toNanos(3) + 1;
    private static final Outcome TAKEN = new Outcome.Delivered(new Reply(250, "2.0.0", "taken"));
    private static final Outcome REFUSED =
            new Outcome.Bounced(new Reply(550, "5.1.1", "who?"), Reason.UNKNOWN_RECIPIENT, true);

    private final World world = new World(Map.of());
    private final Visit visit = world.visit(world.running(0, 0), 0, 10);
    private final Doubtful doubtful = new Doubtful();

    private Start start(int index) {
        var site = new Site(new MailboxProvider("google"), List.of("mx.gmail.test"));
        var pass = new Pass(new LaneControl(Bounds.wide(1), 0), 0, index);
        return new Start(visit, index, 1, visit.recipient(index), site, List.of(), pass, true);
    }

    private List<Ended> ended(int index, Outcome outcome) {
        return doubtful.ended(start(index), outcome, moment(index, State.CLOSED));
    }

    private static Doubtful.Moment moment(long now, State state) {
        return new Doubtful.Moment(now, state);
    }

    @Test
    void holdsARefusalBackUntilTheNextAcceptanceConfirmsIt() {
        var held = ended(0, REFUSED);
        var known = ended(1, TAKEN);

        assertThat(held).isEmpty();
        assertThat(known).extracting(Ended::outcome).containsExactly(REFUSED, TAKEN);
    }

    @Test
    void isNotConfirmedByAMessageThatStartedBefore() {
        var earlier = start(0);
        ended(1, REFUSED);

        var known = doubtful.ended(earlier, TAKEN, moment(1, State.CLOSED));

        assertThat(known).extracting(Ended::outcome).containsExactly(TAKEN);
        assertThat(doubtful.close(State.CLOSED)).hasSize(1);
    }

    @Test
    void makesDeferralsOfThemWhereTheBreakerOpens() {
        ended(0, REFUSED);

        var known = doubtful.ended(start(1), REFUSED, moment(1, State.OPEN));

        assertThat(known).hasSize(2);
        assertThat(known)
                .allSatisfy(one -> {
                    assertThat(one.outcome().status()).isEqualTo(Status.DEFERRED);
                    assertThat(one.outcome().reply()).isEqualTo(REFUSED.reply());
                });
    }

    @Test
    void believesARouteThatAcceptedSomethingLatelyWhenNothingMoreIsHeard() {
        ended(0, TAKEN);
        ended(1, REFUSED);

        assertThat(doubtful.overdue(State.CLOSED, LATER - 1)).isEmpty();
        assertThat(doubtful.overdue(State.CLOSED, LATER))
                .extracting(Ended::outcome)
                .containsExactly(REFUSED);
    }

    @Test
    void believesTheSecondRefusalOfARouteThatNeverAcceptedAnything() {
        ended(0, REFUSED);
        var first = doubtful.overdue(State.CLOSED, LATER).getFirst().outcome();
        visit.fold()
                .apply(
                        new Event.Result(
                                0,
                                1,
                                1,
                                first.status(),
                                first.reason(),
                                false,
                                first.reply(),
                                2,
                                1));
        ended(0, REFUSED);

        assertThat(first.status()).isEqualTo(Status.DEFERRED);
        assertThat(visit.fold().freeAttempts(0)).isEqualTo(1);
        assertThat(doubtful.overdue(State.CLOSED, LATER))
                .extracting(Ended::outcome)
                .containsExactly(REFUSED);
    }

    @Test
    void holdsNothingBackOnceItIsClosed() {
        ended(0, REFUSED);

        assertThat(doubtful.close(State.CLOSED)).hasSize(1);
        assertThat(ended(1, REFUSED)).hasSize(1);
    }

    @Test
    void neverHoldsDeferralsNorOurOwnWord() {
        var later =
                new Outcome.Deferred(
                        new Reply(451, "4.7.1", "later"), Reason.GREYLISTED, Duration.ZERO);
        var unfit =
                new Outcome.Bounced(
                        new Reply(0, "", "needs SMTPUTF8"), Reason.NEEDS_SMTPUTF8, false);

        assertThat(ended(0, later)).hasSize(1);
        assertThat(ended(1, unfit)).hasSize(1);
    }
}

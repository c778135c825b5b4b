package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.message.LaneAction;
import postrider.message.Meaning;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Scope;
import postrider.pacing.Bounds;
import postrider.pacing.Breaker;
import postrider.pacing.LaneControl;

class HealthTest {
    private static final Reply OK = new Reply(250, "2.0.0", "taken");

    private final Health health = new Health();
    private final World world = new World(Map.of());
    private final Visit visit = world.visit(world.running(0, 0), 0, 1_000);
    private int messages;

    private void send(Outcome outcome) {
        health.started(0);
        health.ended(start(messages++), outcome, 0);
    }

    private Start start(int index) {
        var site = new Site(new MailboxProvider("google"), List.of("mx.gmail.test"));
        var pass = new Pass(new LaneControl(Bounds.wide(1), 0), 0, 0);
        return new Start(visit, index, 1, visit.recipient(index), site, List.of(), pass, true);
    }

    private static Outcome unknown(String text) {
        return new Outcome.Bounced(new Reply(550, "5.1.1", text), Reason.UNKNOWN_RECIPIENT, true);
    }

    @Test
    void opensWhenTheHostClosesAllConnections() {
        var closing =
                new Outcome.Deferred(
                        new Reply(421, "4.3.2", "bye"), Reason.HOST_TROUBLE, Duration.ZERO);

        for (int i = 0; i < 5; i++) send(closing);

        assertThat(health.mayStart(0)).isFalse();
        assertThat(health.view(0).cause()).isEqualTo(Breaker.Cause.TROUBLE_IN_A_ROW);
        assertThat(health.view(0).left()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void opensWhereTheRouteDoesNotLeadThere() {
        var relaying = new Meaning(Scope.SITE, Reason.POLICY, LaneAction.FAIL_OVER);

        for (int i = 0; i < 5; i++)
            send(new Outcome.Blocked(new Reply(554, "5.7.1", "relay access denied"), relaying));

        assertThat(health.mayStart(0)).isFalse();
    }

    @Test
    void staysClosedWhateverRecipientsAreToldAmongOthers() {
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 9; j++) send(unknown("no such user"));
            send(new Outcome.Delivered(OK));
        }

        assertThat(health.view(0).state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void isNotJudgedByFullMailboxes() {
        var full = new Reply(552, "5.2.2", "mailbox full");

        for (int i = 0; i < 50; i++) send(new Outcome.Bounced(full, Reason.MAILBOX_FULL, false));

        assertThat(health.view(0).state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void takesRepliesForAlikeThatNameDifferentRecipients() {
        for (int i = 0; i < 10; i++)
            send(unknown("<jo" + i + "@gmail.test>: unknown; id 4711" + i));

        assertThat(health.view(0).cause()).isEqualTo(Breaker.Cause.ALL_REFUSED_ALIKE);
    }
}

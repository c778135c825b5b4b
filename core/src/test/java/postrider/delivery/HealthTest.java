package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.message.LaneAction;
import postrider.message.Meaning;
import postrider.message.MessageId;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Scope;
import postrider.message.ShardId;
import postrider.pacing.Breaker;

class HealthTest {
    private static final Reply OK = new Reply(250, "2.0.0", "taken");

    private final Health health = new Health();
    private int messages;

    private void send(Outcome outcome) {
        health.started(0);
        health.ended(new MessageId(new ShardId(new CampaignId(1), 0), messages++), outcome, 0);
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
    void takesRepliesForAlikeThatNameDifferentRecipients() {
        for (int i = 0; i < 10; i++)
            send(unknown("<jo" + i + "@gmail.test>: unknown; id 4711" + i));

        assertThat(health.view(0).cause()).isEqualTo(Breaker.Cause.ALL_REFUSED_ALIKE);
    }
}

package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static postrider.mail.smtp.Fixtures.DOMAIN;
import static postrider.mail.smtp.Fixtures.envelope;
import static postrider.mail.smtp.Fixtures.site;
import static postrider.mail.smtp.Fixtures.straight;
import static postrider.mail.smtp.Fixtures.transport;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import postrider.delivery.Transport;
import postrider.delivery.Transport.LinkFailed;
import postrider.message.Outcome;
import postrider.message.Reason;

/// Mail that would come back to us (RFC 5321 5.1).
class SmtpLoopTest {
    private static final String OURS = "127.0.0.2";
    private static final String THEIRS = "127.0.0.1";
    private static final String ROUTE = "mx:///?tls=none&source=" + OURS;

    @Test
    void isBlockedIfTheMxIsAnAddressOfOurs() throws Exception {
        try (var host = ScriptedHost.playing();
                var link = link(host, OURS)) {
            assertBlocked(link);
        }
    }

    @Test
    void isBlockedIfOnlyHostsAfterUsAreLeft() throws Exception {
        try (var host = ScriptedHost.playing();
                var link = link(host, OURS, THEIRS)) {
            assertBlocked(link);
        }
    }

    @Test
    void goesToHostsThatArePreferredToUs() throws Exception {
        ScriptedHost.Script script = talk -> talk.open("PIPELINING");
        try (var host = ScriptedHost.playing(script);
                var link = link(host, THEIRS, OURS)) {
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void waitsForHostsThatArePreferredToUsAndDown() throws Exception {
        try (var host = ScriptedHost.playing()) {
            var failure =
                    catchThrowableOfType(LinkFailed.class, () -> link(host, "127.0.0.9", OURS));

            assertThat(failure.outcome().reason()).isEqualTo(Reason.CONNECTION);
        }
    }

    @Test
    void isBlockedIfTheHostGreetsWithOurName() throws Exception {
        ScriptedHost.Script script = talk -> talk.say("220 ME.test ready");
        try (var host = ScriptedHost.playing(script);
                var link = link(host, THEIRS)) {
            assertBlocked(link);
        }
    }

    @Test
    void isBlockedIfTheHostAnswersEhloWithOurName() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.say("220 welcome");
                    talk.hear("EHLO me.test");
                    talk.say("250 me.test at your service");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(host, THEIRS)) {
            assertBlocked(link);
        }
    }

    @Test
    void isSaidToMessagesOfThatDomainAlone() throws Exception {
        try (var host = ScriptedHost.playing();
                var link = link(host, OURS)) {
            assertThat(link.carries(site(OURS), DOMAIN)).isTrue();
            assertThat(link.carries(site(OURS), "other.test")).isFalse();
            assertThat(link.carries(site(THEIRS), DOMAIN)).isFalse();
        }
    }

    @Test
    void isNotSeenInARelayThatIsCalledAsWeAre() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.say("220 me.test");
                    talk.hear("EHLO me.test");
                    talk.say("250 me.test");
                };
        try (var host = ScriptedHost.playing(script);
                var link = Fixtures.link(Fixtures.relay(host))) {
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void knowsThisMachine() {
        assertThat(Ourselves.isOfThisMachine(InetAddress.getLoopbackAddress())).isTrue();
        assertThat(Ourselves.isOfThisMachine(InetAddress.ofLiteral("0.0.0.0"))).isTrue();
        assertThat(Ourselves.isOfThisMachine(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
    }

    private static Transport.Link link(ScriptedHost host, String... hosts) throws Exception {
        return transport(straight(ROUTE, host.port())).connect(site(hosts), DOMAIN);
    }

    private static void assertBlocked(Transport.Link link) throws InterruptedException {
        var outcome = link.offer(envelope("one@host.test")).orElseThrow();

        assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
        assertThat(outcome.reply().enhanced()).isEqualTo("5.4.6");
        assertThat(outcome.reply().text()).contains("RFC 5321 5.1").contains("use a relay");
    }
}

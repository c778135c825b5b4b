package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static postrider.mail.smtp.Fixtures.envelope;
import static postrider.mail.smtp.Fixtures.link;
import static postrider.mail.smtp.Fixtures.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postrider.delivery.Transport.LinkFailed;
import postrider.message.Outcome;
import postrider.message.Reason;

class SmtpTransportTest {
    @Test
    void fallsBackToHelo() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.say("220 old host");
                    talk.hear("EHLO me.test");
                    talk.say("502 what?");
                    talk.hear("HELO me.test");
                    talk.say("250 hello");
                    talk.hear("MAIL FROM:<b@me.test>");
                    talk.say("451 4.3.2 later");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            assertThat(link.offer(envelope("one@host.test"))).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "421 too many connections,           RATE_LIMITED",
        "421 4.3.2 shutting down,            HOST_TROUBLE",
        "421 come again,                     RATE_LIMITED",
        "450 4.3.2 try later,                HOST_TROUBLE",
        "554 blocked using zen.spamhaus.org, REPUTATION",
        "554 no SMTP service here,           HOST_TROUBLE",
        "250 ok,                             PROTOCOL",
        "SSH-2.0-OpenSSH_9.9,                PROTOCOL"
    })
    void takesARefusalInTheGreetingForTheSitesTrouble(String greeting, Reason reason)
            throws Exception {
        ScriptedHost.Script script = talk -> talk.say(greeting);
        try (var host = ScriptedHost.playing(script)) {
            var failure = failure(relay(host));

            assertThat(failure.outcome()).isInstanceOf(Outcome.Deferred.class);
            assertThat(failure.outcome().reason()).isEqualTo(reason);
        }
    }

    @Test
    void failsIfTheHostHangsUpBeforeItsGreeting() throws Exception {
        ScriptedHost.Script script = talk -> {};
        try (var host = ScriptedHost.playing(script)) {
            assertThat(failure(relay(host)).outcome().reason()).isEqualTo(Reason.CONNECTION);
        }
    }

    @Test
    void failsIfTheGreetingTakesTooLong() throws Exception {
        ScriptedHost.Script script = ScriptedHost.Talk::hearNothingMore;
        var rfc = SmtpTimeouts.RFC_5321;
        var hasty = Fixtures.hasty(rfc, Duration.ofMillis(50), rfc.block(), rfc.dot());
        try (var host = ScriptedHost.playing(script)) {
            var failure = failure(relay(host).with(hasty));

            assertThat(failure.outcome().reason()).isEqualTo(Reason.CONNECTION);
            assertThat(failure.outcome().reply().text()).isEqualTo("timed out");
        }
    }

    @Test
    void failsIfNobodyListens() throws Exception {
        var route = SmtpRoute.relay("127.0.0.1", freePort(), "me.test");

        assertThat(failure(route).outcome().reason()).isEqualTo(Reason.CONNECTION);
    }

    @Test
    void failsIfTheHostHasNoAddress() {
        var tooLongForADomainName = "a".repeat(64) + ".test";
        var route = SmtpRoute.relay(tooLongForADomainName, 25, "me.test");

        assertThat(failure(route).outcome().reason()).isEqualTo(Reason.CONNECTION);
    }

    @Test
    void triesTheNextMxHostIfTheFirstIsDown() throws Exception {
        ScriptedHost.Script script = talk -> talk.open("PIPELINING");
        try (var host = ScriptedHost.playing(script)) {
            var route = Fixtures.straight("mx:///?tls=none", host.port());
            var site = Fixtures.site("127.0.0.9", "127.0.0.1");

            try (var link = Fixtures.transport(route).connect(site, Fixtures.DOMAIN)) {
                assertThat(link.isUsable()).isTrue();
            }
        }
    }

    @Test
    void letsAnInterruptOut() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var route = SmtpRoute.relay("127.0.0.1", silent.getLocalPort(), "me.test");
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> link(route)).isInstanceOf(InterruptedException.class);
        }
    }

    static LinkFailed failure(SmtpRoute route) {
        return catchThrowableOfType(LinkFailed.class, () -> link(route));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

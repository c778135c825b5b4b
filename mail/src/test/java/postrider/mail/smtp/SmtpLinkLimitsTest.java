package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static postrider.mail.smtp.Fixtures.envelope;
import static postrider.mail.smtp.Fixtures.link;
import static postrider.mail.smtp.Fixtures.mail;
import static postrider.mail.smtp.Fixtures.relay;

import org.junit.jupiter.api.Test;
import postrider.delivery.Envelope;
import postrider.delivery.Mail;
import postrider.message.Outcome;
import postrider.message.Reason;

class SmtpLinkLimitsTest {
    private static final Envelope ONE = envelope("one@host.test");
    private static final Envelope TWO = envelope("two@host.test");

    @Test
    void isOverAfterTheLastMessageThatTheRouteAllows() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.hearEnvelope("two@host.test");
                    talk.say("250 ok", "250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.say("250 ok");
                    talk.hear("QUIT");
                    talk.say("221 bye");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).withMessagesMax(2))) {
            assertThat(link.remaining()).isEqualTo(2);
            link.offer(ONE);
            assertThat(link.remaining()).isEqualTo(1);
            link.transmit(mail("x\r\n"), TWO);
            assertThat(link.isUsable()).isTrue();
            assertThat(link.offer(TWO)).isEmpty();
            assertThat(link.transmit(mail("x\r\n"), ONE)).isInstanceOf(Outcome.Sent.class);
            assertThat(link.isUsable()).isFalse();
            assertThat(link.remaining()).isZero();
        }
    }

    @Test
    void sendsNoQuitWhereItWouldBecomeContent() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.hearEnvelope("two@host.test");
                    talk.say("250 ok", "250 ok", "250 ok", "354 go");
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            assertThat(link.transmit(mail("x\r\n"), TWO)).isInstanceOf(Outcome.Sent.class);
        }
    }

    @Test
    void letsGoIfAnotherEnvelopeThanTheAnnouncedIsOffered() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.hearEnvelope("two@host.test");
                    talk.say("250 ok", "250 ok", "250 ok", "354 go");
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            link.transmit(mail("x\r\n"), TWO);
            var outcome = link.offer(envelope("three@host.test")).orElseThrow();

            assertThat(outcome.reason()).isEqualTo(Reason.CONNECTION);
            assertThat(link.isUsable()).isFalse();
        }
    }

    @Test
    void declaresSizeAndRefusesWhatIsTooLargeWithoutAsking() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING", "SIZE 1000");
                    talk.hear("MAIL FROM:<b@me.test> SIZE=1000");
                    talk.hear("RCPT TO:<one@host.test>");
                    talk.hear("DATA");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.say("250 ok");
                    talk.hear("QUIT");
                };
        var fits = new Envelope("b@me.test", "one@host.test", 1000);
        var large = new Envelope("b@me.test", "two@host.test", 1001);
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            assertThat(link.offer(fits)).isEmpty();
            link.transmit(mail("x\r\n"), large);
            var outcome = link.offer(large).orElseThrow();

            assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
            assertThat(outcome.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void refusesAnAddressThatNeedsSmtpUtf8WhereItIsNotOffered() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hear("QUIT");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            var outcome = link.offer(envelope("jörg@host.test")).orElseThrow();

            assertThat(outcome).isInstanceOf(Outcome.Bounced.class);
            assertThat(outcome.reason()).isEqualTo(Reason.NEEDS_SMTPUTF8);
            assertThat(Fixtures.isHard(outcome)).isFalse();
            assertThat(outcome.reply().toString()).contains("SMTPUTF8").doesNotContain("jörg");
        }
    }

    @Test
    void saysSmtpUtf8WhereItIsOfferedAndNeeded() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING", "SMTPUTF8", "8BITMIME");
                    talk.hear("MAIL FROM:<b@me.test> BODY=8BITMIME SMTPUTF8");
                    talk.hear("RCPT TO:<jörg@host.test>");
                    talk.hear("DATA");
                    talk.say("250 ok", "250 ok", "354 go");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            assertThat(link.offer(envelope("jörg@host.test"))).isEmpty();
        }
    }

    @Test
    void refusesAnEightBitMailWhereTheHostTakesNone() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            var outcome = link.transmit(new Mail(new byte[] {(byte) 0xe9}, 1, true), TWO);

            assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
            assertThat(outcome.reply().text()).contains("8BITMIME");
            assertThat(link.isUsable()).isFalse();
        }
    }

    @Test
    void stuffsDotsAndEndsTheLastLine() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    assertThat(talk.hearMail())
                            .isEqualTo("..first\r\na.b\r\n..\r\n....\r\n\r\n..\n..x\r\nend\r\n");
                    talk.say("250 ok");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            var mail = mail(".first\r\na.b\r\n.\r\n...\r\n\r\n.\n.x\r\nend");

            assertThat(link.transmit(mail, null)).isInstanceOf(Outcome.Sent.class);
        }
    }

    @Test
    void readsRepliesOfSeveralLinesOneByteAtATime() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.sayByteByByte("250-2.1.0 fine\r\n250 2.1.0 sender");
                    talk.sayByteByByte("550-5.1.1 We know of no <one@host.test>.\r\n550 5.1.1 Bye");
                    talk.sayByteByByte("503 no recipients");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            var outcome = link.offer(ONE).orElseThrow();

            assertThat(outcome.reply().toString())
                    .isEqualTo("550 5.1.1 We know of no <address>. Bye");
        }
    }

    @Test
    void keepsTheStartOfALongLine() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "550 5.7.1 spam" + "x".repeat(9_000), "503 no");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            var reply = link.offer(ONE).orElseThrow().reply();

            assertThat(reply.text()).startsWith("spamxxx").hasSizeLessThan(241);
        }
    }

    @Test
    void refusesToTransmitWithoutAnEnvelope() throws Exception {
        ScriptedHost.Script script = talk -> talk.open("PIPELINING");
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            assertThatThrownBy(() -> link.transmit(mail("x\r\n"), null))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}

package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static postrider.mail.smtp.Fixtures.envelope;
import static postrider.mail.smtp.Fixtures.link;
import static postrider.mail.smtp.Fixtures.mail;
import static postrider.mail.smtp.Fixtures.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import postrider.delivery.Envelope;
import postrider.message.Outcome;
import postrider.message.Reason;

class SmtpLinkBreakTest {
    private static final Envelope ONE = envelope("one@host.test");

    @Test
    void isUncertainIfTheHostHangsUpAfterTheDot() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            var outcome = link.transmit(mail("x\r\n"), null);

            assertThat(outcome).isEqualTo(new Outcome.Uncertain(Reason.LINK_LOST));
            assertThat(link.isUsable()).isFalse();
        }
    }

    @Test
    void isDeferredIfTheHostHangsUpBeforeTheDotIsWritten() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hear("x");
                    talk.reset();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            var outcome = link.transmit(mail("x\r\n".repeat(20_000_000)), null);

            assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
            assertThat(outcome.reason()).isEqualTo(Reason.CONNECTION);
        }
    }

    @Test
    void isDeferredIfTheHostHangsUpInAnEnvelope() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            var outcome = link.offer(ONE).orElseThrow();

            assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
            assertThat(outcome.reason()).isEqualTo(Reason.CONNECTION);
            assertThat(link.isUsable()).isFalse();
        }
    }

    @Test
    void isUncertainIfTheReplyToTheDotTakesTooLong() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.hearNothingMore();
                };
        var rfc = SmtpTimeouts.RFC_5321;
        var hasty = Fixtures.hasty(rfc, rfc.greeting(), rfc.block(), Duration.ofMillis(50));
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(hasty))) {
            link.offer(ONE);
            var outcome = link.transmit(mail("x\r\n"), null);

            assertThat(outcome).isEqualTo(new Outcome.Uncertain(Reason.LINK_LOST));
        }
    }

    @Test
    void isNotHeldUpByAHostThatDripsItsReply() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.sayRaw("250 ");
                    while (!talk.isHungUp()) talk.sayRaw("a");
                };
        var rfc = SmtpTimeouts.RFC_5321;
        var hasty = Fixtures.hasty(rfc, rfc.greeting(), rfc.block(), Duration.ofMillis(100));
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(hasty))) {
            link.offer(ONE);
            var outcome = link.transmit(mail("x\r\n"), null);

            assertThat(outcome).isEqualTo(new Outcome.Uncertain(Reason.LINK_LOST));
        }
    }

    @Test
    void isDeferredIfTheHostStopsReadingTheMail() throws Exception {
        var over = new CountDownLatch(1);
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    over.await();
                };
        var rfc = SmtpTimeouts.RFC_5321;
        var hasty = Fixtures.hasty(rfc, rfc.greeting(), Duration.ofMillis(300), rfc.dot());
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(hasty))) {
            link.offer(ONE);
            var outcome = link.transmit(mail("x\r\n".repeat(20_000_000)), null);
            over.countDown();

            assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
            assertThat(outcome.reply().text()).isEqualTo("timed out");
        }
    }

    @Test
    void letsAnInterruptOutAndIsOver() throws Exception {
        var listening = new CountDownLatch(1);
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    listening.countDown();
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            var me = Thread.currentThread();
            Thread.ofVirtual()
                    .start(() -> {
                        awaited(listening);
                        me.interrupt();
                    });

            assertThatThrownBy(() -> link.transmit(mail("x\r\n"), null))
                    .isInstanceOf(InterruptedException.class);
            assertThat(link.isUsable()).isFalse();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isOverAfterGarbage() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("HTTP/1.1 400 Bad Request");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            var outcome = link.offer(ONE).orElseThrow();

            assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
            assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
            assertThat(link.isUsable()).isFalse();
        }
    }

    @Test
    void isUncertainIfTheDotIsAnsweredWithGarbage() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.say("2x0 ok");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);

            assertThat(link.transmit(mail("x\r\n"), null))
                    .isEqualTo(new Outcome.Uncertain(Reason.PROTOCOL));
        }
    }

    @Test
    void boundsRepliesWithoutAnEnd() throws Exception {
        ScriptedHost.Script endlessLines =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.sayRaw("250-more\r\n".repeat(ReplyReader.LINES_MAX));
                    talk.hearNothingMore();
                };
        ScriptedHost.Script endlessLine =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.sayToTheDeaf("250 " + "x".repeat(1_000_000));
                };
        try (var host = ScriptedHost.playing(endlessLines, endlessLine)) {
            for (var i = 0; i < 2; i++) {
                try (var link = link(relay(host))) {
                    assertThat(link.offer(ONE).orElseThrow().reason()).isEqualTo(Reason.PROTOCOL);
                }
            }
        }
    }
}

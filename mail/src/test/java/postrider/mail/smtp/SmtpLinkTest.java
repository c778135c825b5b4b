package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static postrider.mail.smtp.Fixtures.envelope;
import static postrider.mail.smtp.Fixtures.link;
import static postrider.mail.smtp.Fixtures.mail;
import static postrider.mail.smtp.Fixtures.provider;
import static postrider.mail.smtp.Fixtures.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import postrider.delivery.Envelope;
import postrider.delivery.Mail;
import postrider.message.Outcome;
import postrider.message.Reason;

class SmtpLinkTest {
    private static final Envelope ONE = envelope("one@host.test");
    private static final Envelope TWO = envelope("two@host.test");

    @Test
    void sendsTheNextEnvelopeInTheWriteOfTheFinalDot() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    var before = talk.reads();
                    assertThat(talk.hearMail()).isEqualTo("Subject: 1\r\n\r\nOne\r\n");
                    talk.hearEnvelope("two@host.test");
                    assertThat(talk.reads() - before).isEqualTo(1);
                    talk.say("250 2.0.0 queued as 1");
                    talk.say("250 ok", "250 ok", "354 go");
                    assertThat(talk.hearMail()).isEqualTo("Two\r\n");
                    talk.say("250 2.0.0 queued as 2");
                    talk.hear("QUIT");
                    talk.say("221 bye");
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(provider(host))) {
            assertThat(link.offer(ONE)).isEmpty();
            var first = link.transmit(mail("Subject: 1\r\n\r\nOne\r\n"), TWO);
            assertThat(link.offer(TWO)).isEmpty();
            var second = link.transmit(mail("Two\r\n"), null);

            assertThat(first).isInstanceOf(Outcome.Delivered.class);
            assertThat(first.reply().toString()).isEqualTo("250 2.0.0 queued as 1");
            assertThat(second.reply().toString()).isEqualTo("250 2.0.0 queued as 2");
        }
    }

    @Test
    void asksOneByOneWherePipeliningIsNotOffered() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("8BITMIME");
                    talk.hear("MAIL FROM:<b@me.test> BODY=8BITMIME");
                    talk.say("250 ok");
                    talk.hear("RCPT TO:<one@host.test>");
                    talk.say("550 5.1.1 no such user");
                    talk.hear("RSET");
                    talk.say("250 ok");
                    talk.hear("MAIL FROM:<b@me.test> BODY=8BITMIME");
                    talk.say("250 ok");
                    talk.hear("RCPT TO:<two@host.test>");
                    talk.say("250 ok");
                    talk.hear("DATA");
                    talk.say("354 go");
                    talk.hearMail();
                    talk.say("250 ok");
                    assertThat(talk.hear()).startsWith("MAIL");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            var refused = link.offer(ONE);
            var taken = link.offer(TWO);
            var sent = link.transmit(mail("Two\r\n"), ONE);
            link.offer(ONE);

            assertThat(refused).hasValueSatisfying(it -> assertThat(isHard(it)).isTrue());
            assertThat(taken).isEmpty();
            assertThat(sent).isInstanceOf(Outcome.Sent.class);
        }
    }

    @Test
    void asksOneByOneWhereTheRouteSaysSo() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hear("MAIL FROM:<b@me.test>");
                    talk.say("451 4.3.0 not now");
                    talk.hear("QUIT");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(SmtpRoute.Pipelining.OFF))) {
            var outcome = link.offer(ONE);

            assertThat(outcome.orElseThrow().reason()).isEqualTo(Reason.HOST_TROUBLE);
        }
    }

    @Test
    void endsARefusedTransactionWithALoneDotIfTheHostWaitsForData() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "550 5.1.1 no such user", "354 go all the same");
                    talk.hear(".");
                    talk.say("554 no valid recipients");
                    talk.hearEnvelope("two@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.say("250 ok");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            var refused = link.offer(ONE);
            var taken = link.offer(TWO);
            var sent = link.transmit(mail("Two\r\n"), null);

            assertThat(refused).hasValueSatisfying(it -> assertThat(isHard(it)).isTrue());
            assertThat(taken).isEmpty();
            assertThat(sent).isInstanceOf(Outcome.Sent.class);
        }
    }

    @Test
    void hangsUpRatherThanDeliverAnEmptyMail() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("451 4.3.0 odd", "250 ok", "354 go");
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            var outcome = link.offer(ONE);

            assertThat(outcome.orElseThrow().reply().code()).isEqualTo(451);
            assertThat(link.isUsable()).isFalse();
        }
    }

    @Test
    void resetsAfterARefusalBeforeTheNextEnvelope() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "450 4.2.1 later", "503 no recipients");
                    talk.hear("RSET");
                    talk.hearEnvelope("two@host.test");
                    talk.say("250 reset", "250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.say("250 ok");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            assertThat(link.offer(ONE).orElseThrow()).isInstanceOf(Outcome.Deferred.class);
            assertThat(link.offer(TWO)).isEmpty();
            assertThat(link.transmit(mail("x\r\n"), null)).isInstanceOf(Outcome.Sent.class);
        }
    }

    @Test
    void isOverAfterA421ToTheDotAndTheAnnouncedEnvelopeNeverHappened() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.hearEnvelope("two@host.test");
                    talk.say("421 4.7.0 too many messages from you");
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            var outcome = link.transmit(mail("x\r\n"), TWO);

            assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
            assertThat(outcome.reason()).isEqualTo(Reason.RATE_LIMITED);
            assertThat(link.isUsable()).isFalse();
            assertThat(link.offer(TWO).orElseThrow().reason()).isEqualTo(Reason.CONNECTION);
        }
    }

    @Test
    void judgesTheAnnouncedEnvelopeByItsOwnReplies() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    talk.hearMail();
                    talk.hearEnvelope("two@host.test");
                    talk.say("554 5.7.1 looks like spam", "250 ok", "550 5.1.1 who?", "503 no");
                    talk.hear("QUIT");
                    talk.say("221 bye");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host))) {
            link.offer(ONE);
            var first = link.transmit(mail("x\r\n"), TWO);
            var second = link.offer(TWO);

            assertThat(first).isInstanceOf(Outcome.Blocked.class);
            assertThat(first.reason()).isEqualTo(Reason.CONTENT);
            assertThat(second).hasValueSatisfying(it -> assertThat(isHard(it)).isTrue());
            assertThat(link.isUsable()).isTrue();
        }
    }

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
                    .start(
                            () -> {
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
            assertThat(isHard(outcome)).isFalse();
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

    private static boolean isHard(Outcome outcome) {
        return outcome instanceof Outcome.Bounced bounced && bounced.hard();
    }
}

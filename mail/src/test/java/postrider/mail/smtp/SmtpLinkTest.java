package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.mail.smtp.Fixtures.envelope;
import static postrider.mail.smtp.Fixtures.link;
import static postrider.mail.smtp.Fixtures.mail;
import static postrider.mail.smtp.Fixtures.provider;
import static postrider.mail.smtp.Fixtures.relay;

import org.junit.jupiter.api.Test;
import postrider.delivery.Envelope;
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

            assertThat(refused).hasValueSatisfying(it -> assertThat(Fixtures.isHard(it)).isTrue());
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

            assertThat(refused).hasValueSatisfying(it -> assertThat(Fixtures.isHard(it)).isTrue());
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
            assertThat(second).hasValueSatisfying(it -> assertThat(Fixtures.isHard(it)).isTrue());
            assertThat(link.isUsable()).isTrue();
        }
    }
}

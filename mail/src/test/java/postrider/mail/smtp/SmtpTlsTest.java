package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static postrider.mail.smtp.Fixtures.envelope;
import static postrider.mail.smtp.Fixtures.link;
import static postrider.mail.smtp.Fixtures.mail;
import static postrider.mail.smtp.Fixtures.relay;
import static postrider.mail.smtp.SmtpTransportTest.failure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import postrider.message.Outcome;
import postrider.message.Reason;

class SmtpTlsTest {
    private static final TestTls TLS = TestTls.HOST;
    private static final TestTls OTHER = TestTls.MISNAMED;
    private static final SmtpTls.Trust TRUST = new SmtpTls.Trust.File(TLS.pem());

    @Test
    void asksAgainAfterStartTlsAndPipelinesInside() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("STARTTLS", "SIZE 10");
                    startTls(talk, TLS);
                    talk.ehlo("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("250 ok", "250 ok", "354 go");
                    assertThat(talk.hearMail()).isEqualTo("x\r\n");
                    talk.hearEnvelope("two@host.test");
                    talk.say("250 ok", "250 ok", "250 ok", "354 go");
                    talk.hearMail();
                };
        var required = new SmtpTls(SmtpTls.Mode.REQUIRED, TRUST);
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(required))) {
            link.offer(envelope("one@host.test"));
            var first = link.transmit(mail("x\r\n"), envelope("two@host.test"));
            link.offer(envelope("two@host.test"));
            var second = link.transmit(mail("y\r\n"), null);

            assertThat(first).isInstanceOf(Outcome.Sent.class);
            assertThat(second).isEqualTo(new Outcome.Uncertain(Reason.LINK_LOST));
        }
    }

    @Test
    void startsWithTlsIfImplicit() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.startTls(TLS.context());
                    talk.open("PIPELINING");
                    talk.hear("QUIT");
                };
        var implicit = new SmtpTls(SmtpTls.Mode.IMPLICIT, TRUST);
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(implicit))) {
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void resumesTheSessionOnTheNextLink() throws Exception {
        var sessions = ConcurrentHashMap.<Long>newKeySet();
        ScriptedHost.Script script =
                talk -> {
                    talk.startTls(TLS.context());
                    sessions.add(talk.sessionCreated());
                    talk.open("PIPELINING");
                    talk.hear("QUIT");
                    talk.say("221 bye");
                };
        var implicit = new SmtpTls(SmtpTls.Mode.IMPLICIT, TRUST);
        try (var host = ScriptedHost.playing(script, script)) {
            var transport = Fixtures.transport(relay(host).with(implicit));
            transport.connect(Fixtures.SITE, Fixtures.DOMAIN).close();
            transport.connect(Fixtures.SITE, Fixtures.DOMAIN).close();
        }
        assertThat(sessions).hasSize(1);
    }

    @Test
    void failsIfTlsIsRequiredAndNotOffered() throws Exception {
        ScriptedHost.Script script = talk -> talk.open("PIPELINING");
        try (var host = ScriptedHost.playing(script)) {
            var failure = failure(relay(host).with(SmtpTls.REQUIRED));

            assertThat(failure.outcome()).isInstanceOf(Outcome.Deferred.class);
            assertThat(failure.outcome().reason()).isEqualTo(Reason.TLS_REQUIRED);
        }
    }

    @Test
    void failsIfTlsIsRequiredAndTheCertificateIsNotBelieved() throws Exception {
        ScriptedHost.Script unknown = talk -> refusedHandshake(talk, TLS);
        ScriptedHost.Script misnamed = talk -> refusedHandshake(talk, OTHER);
        var other = new SmtpTls.Trust.File(OTHER.pem());
        try (var host = ScriptedHost.playing(unknown, misnamed)) {
            var first = failure(relay(host).with(SmtpTls.REQUIRED));
            var second = failure(relay(host).with(new SmtpTls(SmtpTls.Mode.REQUIRED, other)));

            assertThat(first.outcome().reason()).isEqualTo(Reason.TLS_REQUIRED);
            assertThat(second.outcome().reason()).isEqualTo(Reason.TLS_REQUIRED);
        }
    }

    @Test
    void believesAnyoneIfOpportunistic() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("STARTTLS");
                    startTls(talk, OTHER);
                    talk.ehlo("PIPELINING");
                    talk.hear("QUIT");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(SmtpTls.OPPORTUNISTIC))) {
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void goesOnInClearTextIfOpportunisticAndStartTlsIsRefused() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("STARTTLS");
                    talk.hear("STARTTLS");
                    talk.say("454 4.7.0 not now");
                    talk.hear("QUIT");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(SmtpTls.OPPORTUNISTIC))) {
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void comesBackInClearTextIfOpportunisticAndTheHandshakeFails() throws Exception {
        ScriptedHost.Script broken =
                talk -> {
                    talk.open("STARTTLS");
                    talk.hear("STARTTLS");
                    talk.say("220 go");
                    talk.say("this is no handshake");
                };
        ScriptedHost.Script plain =
                talk -> {
                    talk.open("STARTTLS");
                    talk.hear("QUIT");
                };
        try (var host = ScriptedHost.playing(broken, plain);
                var link = link(relay(host).with(SmtpTls.OPPORTUNISTIC))) {
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void doesNotBelieveWhatWasSaidBeforeTheHandshake() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("STARTTLS");
                    talk.hear("STARTTLS");
                    talk.say("220 go", "250 and I may say this later");
                };
        var required = new SmtpTls(SmtpTls.Mode.REQUIRED, TRUST);
        try (var host = ScriptedHost.playing(script)) {
            var failure = failure(relay(host).with(required));

            assertThat(failure.outcome().reason()).isEqualTo(Reason.TLS_REQUIRED);
        }
    }

    @Test
    void refusesAFileOfAuthoritiesThatIsNone() {
        var missing = new SmtpTls.Trust.File(Path.of("no", "such", "file.pem"));
        var route =
                SmtpRoute.relay("127.0.0.1", 25, "me.test")
                        .with(new SmtpTls(SmtpTls.Mode.REQUIRED, missing));

        assertThatIllegalArgumentException().isThrownBy(() -> link(route));
    }

    private static void startTls(ScriptedHost.Talk talk, TestTls with) throws Exception {
        talk.hear("STARTTLS");
        talk.say("220 go");
        talk.startTls(with.context());
    }

    private static void refusedHandshake(ScriptedHost.Talk talk, TestTls with) throws Exception {
        talk.open("STARTTLS");
        try {
            startTls(talk, with);
            talk.hearNothingMore();
        } catch (IOException e) {
            // As it should be.
        }
    }
}

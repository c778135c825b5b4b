package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.mail.smtp.Fixtures.link;
import static postrider.mail.smtp.Fixtures.relay;
import static postrider.mail.smtp.SmtpTransportTest.failure;

import org.junit.jupiter.api.Test;
import postrider.mail.smtp.SmtpRoute.Login;
import postrider.message.Outcome;
import postrider.message.Reason;

class SmtpLoginTest {
    private static final Credentials JO = new Credentials("jo", "secret");
    private static final Login ANYWHERE = new Login(JO, Login.Secrecy.CLEAR_TEXT_ALLOWED);
    private static final Login SECRETLY = new Login(JO, Login.Secrecy.TLS_ONLY);

    @Test
    void logsInByPlainOverTls() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("STARTTLS");
                    talk.hear("STARTTLS");
                    talk.say("220 go");
                    talk.startTls(TestTls.HOST.context());
                    talk.ehlo("AUTH LOGIN PLAIN");
                    talk.hear("AUTH PLAIN AGpvAHNlY3JldA==");
                    talk.say("235 2.7.0 welcome");
                    talk.hear("QUIT");
                };
        var trusting =
                new SmtpTls(SmtpTls.Mode.REQUIRED, new SmtpTls.Trust.File(TestTls.HOST.pem()));
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(trusting).with(SECRETLY))) {
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void logsInByLoginWherePlainIsNotOffered() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("AUTH=LOGIN");
                    talk.hear("AUTH LOGIN");
                    talk.say("334 VXNlcm5hbWU6");
                    talk.hear("am8=");
                    talk.say("334 UGFzc3dvcmQ6");
                    talk.hear("c2VjcmV0");
                    talk.say("235 ok");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(relay(host).with(ANYWHERE))) {
            assertThat(link.isUsable()).isTrue();
        }
    }

    @Test
    void keepsCredentialsToItselfWithoutTls() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("AUTH PLAIN");
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script)) {
            var failure = failure(relay(host).with(SmtpTls.OPPORTUNISTIC).with(SECRETLY));

            assertThat(failure.outcome().reason()).isEqualTo(Reason.TLS_REQUIRED);
        }
    }

    @Test
    void failsWithoutTellingTheCredentialsIfTheyAreRefused() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("AUTH PLAIN");
                    assertThat(talk.hear()).startsWith("AUTH PLAIN");
                    talk.say("535 5.7.8 go away");
                };
        try (var host = ScriptedHost.playing(script)) {
            var failure = failure(relay(host).with(ANYWHERE));

            assertThat(failure.outcome()).isInstanceOf(Outcome.Deferred.class);
            assertThat(failure.outcome().reason()).isEqualTo(Reason.AUTHENTICATION);
            assertThat(failure.toString()).doesNotContain("secret").doesNotContain("c2VjcmV0");
        }
    }

    @Test
    void failsIfNoWayToLogInIsOffered() throws Exception {
        ScriptedHost.Script script = talk -> talk.open("AUTH CRAM-MD5");
        try (var host = ScriptedHost.playing(script)) {
            var failure = failure(relay(host).with(ANYWHERE));

            assertThat(failure.outcome().reason()).isEqualTo(Reason.AUTHENTICATION);
        }
    }
}

package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpUrlTest {
    @Test
    void readsARelay() {
        var route = SmtpRoute.parse("smtp://mail.example", "me.test");

        assertThat(route).isEqualTo(SmtpRoute.relay("mail.example", 25, "me.test"));
    }

    @Test
    void readsCredentialsAndRequiresTlsForThem() {
        var route = SmtpRoute.parse("smtp://us%40er:p%3A+w@mail.example", "me.test");

        assertThat(route.port()).isEqualTo(587);
        assertThat(route.tls()).isEqualTo(SmtpTls.REQUIRED);
        assertThat(route.login().credentials()).isEqualTo(new Credentials("us@er", "p:+w"));
        assertThat(route.toString()).doesNotContain("us@er").doesNotContain("p:+w");
    }

    @Test
    void readsOptions() {
        var route =
                SmtpRoute.parse(
                        "smtps://[::1]:4650?trust=/etc/ca.pem&helo=%5B192.0.2.1%5D&messages=20"
                                + "&pipelining=off&timeout=2.5",
                        "me.test");

        assertThat(route.host()).isEqualTo("::1");
        assertThat(route.port()).isEqualTo(4650);
        assertThat(route.tls().mode()).isEqualTo(SmtpTls.Mode.IMPLICIT);
        assertThat(route.tls().trust()).isEqualTo(new SmtpTls.Trust.File(Path.of("/etc/ca.pem")));
        assertThat(route.heloName()).isEqualTo("[192.0.2.1]");
        assertThat(route.messagesMax()).isEqualTo(20);
        assertThat(route.pipelining()).isEqualTo(SmtpRoute.Pipelining.OFF);
        assertThat(route.timeouts()).isEqualTo(SmtpTimeouts.each(Duration.ofMillis(2_500)));
    }

    @Test
    void readsTheWayStraightToMailboxProviders() {
        assertThat(SmtpRoute.parse("mx:///", "me.test")).isEqualTo(SmtpRoute.direct("me.test"));
        assertThat(SmtpRoute.parse("mx://127.0.0.1:2525?tls=none", "me.test"))
                .isEqualTo(SmtpRoute.directTo("127.0.0.1", 2525, "me.test").with(SmtpTls.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example",
                "http://mail.example",
                "smtp://",
                "smtp://mail example",
                "smtp://mail.example:0",
                "smtp://mail.example:70000",
                "smtp://user@mail.example",
                "smtp://user:secret@mail.example?tls=none",
                "smtp://user:secret@mail .example",
                "mx://user:secret@mail.example",
                "smtps://mail.example?tls=none",
                "smtp://mail.example?tsl=none",
                "smtp://mail.example?tls",
                "smtp://mail.example?tls=maybe",
                "smtp://mail.example?tls=none&tls=none",
                "smtp://mail.example?messages=0",
                "smtp://mail.example?messages=many",
                "smtp://mail.example?timeout=0",
                "smtp://mail.example?timeout=3601",
                "smtp://mail.example?timeout=soon",
                "smtp://mail.example?helo=two%20words",
                "smtp://mail.example?helo=a%0d%0aRCPT"
            })
    void refusesWhatIsNoRouteWithoutTellingSecrets(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpRoute.parse(url, "me.test"))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("secret"));
    }
}

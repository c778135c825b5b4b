package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static postrider.mail.smtp.Fixtures.DOMAIN;
import static postrider.mail.smtp.Fixtures.SITE;
import static postrider.mail.smtp.Fixtures.site;
import static postrider.mail.smtp.Fixtures.straight;
import static postrider.mail.smtp.Fixtures.transport;
import static postrider.mail.smtp.SmtpTransportTest.failure;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.message.Outcome;
import postrider.message.Reason;

/// Connections that leave from a pool of addresses.
class SmtpSourcesTest {
    /// RFC 5737: no machine has it.
    private static final String NOT_OURS = "192.0.2.1";

    private final List<String> met = new CopyOnWriteArrayList<>();
    private final ScriptedHost.Script noting =
            talk -> {
                talk.say("220 host.test ready");
                met.add(talk.from() + " " + talk.hear());
                talk.say("250 host.test");
                talk.hear("QUIT");
                talk.say("221 bye");
            };

    @Test
    void takeTurnsAndCallThemselvesByTheirOwnNames() throws Exception {
        try (var host = ScriptedHost.playing(noting, noting, noting)) {
            var transport = transport(relay(host, "127.0.0.2+two.test", "127.0.0.3"));
            for (int i = 0; i < 3; i++) transport.connect(SITE, DOMAIN).close();
        }

        assertThat(met)
                .containsExactly(
                        "127.0.0.2 EHLO two.test",
                        "127.0.0.3 EHLO me.test",
                        "127.0.0.2 EHLO two.test");
    }

    @Test
    void passOverOneThatIsNotOfThisMachine() throws Exception {
        try (var host = ScriptedHost.playing(noting, noting)) {
            var transport = transport(relay(host, NOT_OURS, "127.0.0.3"));
            for (int i = 0; i < 2; i++) transport.connect(SITE, DOMAIN).close();
        }

        assertThat(met).containsExactly("127.0.0.3 EHLO me.test", "127.0.0.3 EHLO me.test");
    }

    @Test
    void blameTheRouteIfNoneIsOfThisMachine() throws Exception {
        try (var host = ScriptedHost.playing()) {
            var failure = failure(relay(host, NOT_OURS));

            assertThat(failure.outcome()).isInstanceOf(Outcome.Deferred.class);
            assertThat(failure.outcome().reason()).isEqualTo(Reason.CONNECTION);
            assertThat(failure.outcome().reply().text())
                    .contains("cannot connect from " + NOT_OURS)
                    .contains("take it out of the route's sources");
        }
    }

    @Test
    void passOverTargetsOfTheOtherFamily() throws Exception {
        try (var host = ScriptedHost.playing(noting)) {
            var route = straight("mx:///?tls=none&source=127.0.0.2", host.port());
            transport(route).connect(site("::1", "127.0.0.1"), DOMAIN).close();
        }

        assertThat(met).containsExactly("127.0.0.2 EHLO me.test");
    }

    @Test
    void reachAHostByIpv6FromIpv6() throws Exception {
        var six = InetAddress.ofLiteral("::1");
        assumeTrue(NetworkInterface.getByInetAddress(six) != null, "this machine has no IPv6");
        try (var host = ScriptedHost.at(six, noting)) {
            var url = "smtp://[::1]:%d?tls=none&source=127.0.0.2&source=::1".formatted(host.port());
            transport(SmtpRoute.parse(url, "me.test")).connect(SITE, DOMAIN).close();
        }

        assertThat(met).containsExactly("0:0:0:0:0:0:0:1 EHLO me.test");
    }

    @Test
    void saySoIfNoTargetIsOfTheirFamily() throws Exception {
        try (var host = ScriptedHost.playing()) {
            var relay =
                    SmtpRoute.parse("smtp://[::1]:" + host.port() + "?source=127.0.0.2", "me.test");
            var failure = failure(relay);

            assertThat(failure.outcome().reason()).isEqualTo(Reason.CONNECTION);
            assertThat(failure.outcome().reply().text())
                    .contains("no source address of the family");
        }
    }

    @Test
    void areReadFromTheUrl() {
        var route = SmtpRoute.parse("mx:///?source=192.0.2.1+a.test&source=2001:db8::1", "me.test");

        assertThat(route.sources().sources())
                .containsExactly(
                        new SourceAddress(InetAddress.ofLiteral("192.0.2.1"), "a.test"),
                        new SourceAddress(InetAddress.ofLiteral("2001:db8::1"), "me.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source=",
                "source=mta.example",
                "source=0.0.0.0",
                "source=::",
                "source=224.0.0.1",
                "source=192.0.2.1+",
                "source=192.0.2.1+two words",
                "source=192.0.2.1+a.test+b.test",
                "source=192.0.2.1&source=192.0.2.1+a.test"
            })
    void areRefusedIfTheyAreNone(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SmtpRoute.parse("mx:///?" + option.replace(" ", "%20"), "me.test"))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void areNoMoreThanAPoolHolds() {
        var many =
                IntStream.range(0, SourcePool.SOURCES_MAX + 1)
                        .mapToObj(i -> "source=192.0.2." + i)
                        .collect(Collectors.joining("&"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpRoute.parse("mx:///?" + many, "me.test"))
                .withMessageContaining("at most 64 sources");
    }

    private static SmtpRoute relay(ScriptedHost host, String... sources) {
        var options = "?tls=none&source=" + String.join("&source=", sources);
        return SmtpRoute.parse("smtp://127.0.0.1:" + host.port() + options, "me.test");
    }
}

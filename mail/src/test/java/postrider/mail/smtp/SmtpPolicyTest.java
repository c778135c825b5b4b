package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.mail.smtp.Fixtures.DOMAIN;
import static postrider.mail.smtp.Fixtures.envelope;
import static postrider.mail.smtp.Fixtures.mail;
import static postrider.mail.smtp.Fixtures.site;
import static postrider.mail.smtp.Fixtures.straight;
import static postrider.mail.smtp.Fixtures.transport;

import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.delivery.Transport;
import postrider.mail.tlspolicy.Authorities;
import postrider.mail.tlspolicy.DomainPolicies;
import postrider.mail.tlspolicy.PolicyType;
import postrider.mail.tlspolicy.ResultType;
import postrider.mail.tlspolicy.Tlsa;
import postrider.mail.tlspolicy.World;
import postrider.message.Outcome;
import postrider.message.Reason;

/// Links straight to MX hosts of domains that publish policies.
class SmtpPolicyTest {
    /// The certificate of [TestTls#HOST] is for it.
    private static final String MX = "localhost";

    /// Of no policy.
    private static final String OTHER = "other.test";

    private static final long DAY = 86_400;

    private final World world = new World();

    private Transport.Link link(ScriptedHost host, String domain, String... hosts)
            throws Exception {
        // localhost may have an IPv6 address too, where the scripted host is not.
        var route = straight("mx:///?source=127.0.0.2", host.port());
        var policies =
                world.policies(
                        DomainPolicies.Resolver.VALIDATES, Authorities.of(TestTls.HOST.pem()));
        return transport(route, policies).connect(site(hosts), domain);
    }

    private static ScriptedHost.Script taking(TestTls tls, String... recipients) {
        return talk -> {
            openTls(talk, tls);
            for (var recipient : recipients) {
                talk.hearEnvelope(recipient);
                talk.say("250 ok", "250 ok", "354 go");
                talk.hearMail();
                talk.say("250 taken");
            }
            talk.hear("QUIT");
            talk.say("221 bye");
        };
    }

    private static void openTls(ScriptedHost.Talk talk, TestTls tls) throws Exception {
        talk.open("STARTTLS", "PIPELINING");
        talk.hear("STARTTLS");
        talk.say("220 go");
        talk.startTls(tls.context());
        talk.ehlo("PIPELINING");
    }

    /// Hears that the client leaves before any mail.
    private static ScriptedHost.Script leftAlone(TestTls tls) {
        return talk -> {
            openTls(talk, tls);
            talk.hearNothingMore();
        };
    }

    private static Outcome send(Transport.Link link, String recipient) throws Exception {
        var refusal = link.offer(envelope(recipient));
        return refusal.isPresent() ? refusal.get() : link.transmit(mail("x\r\n"), null);
    }

    private void assertFailed(PolicyType policy, ResultType type) {
        assertThat(world.tally.failed(policy)).isEqualTo(Map.of(type, 1L));
    }

    private static void assertWaits(Transport.Link link) throws Exception {
        assertThat(link.carries(site(MX), DOMAIN)).isTrue();
        assertThat(link.carries(site(MX), OTHER)).isFalse();
        var outcome = send(link, "one@host.test");
        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
        assertThat(outcome.reason()).isEqualTo(Reason.TLS_REQUIRED);
        assertThat(outcome.reply().text()).startsWith(MX + " will not do for the domain's ");
    }

    @Test
    void goesToAHostThatThePolicyNamesAndAnAuthorityKnows() throws Exception {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        try (var host = ScriptedHost.playing(taking(TestTls.HOST, "one@host.test"));
                var link = link(host, DOMAIN, MX)) {
            assertThat(send(link, "one@host.test")).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(world.tally.succeeded(PolicyType.STS)).isEqualTo(1);
    }

    @Test
    void waitsIfTheCertificateIsForAnotherHost() throws Exception {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        try (var host = ScriptedHost.playing(leftAlone(TestTls.MISNAMED));
                var link = link(host, DOMAIN, MX)) {
            assertWaits(link);
        }
        assertFailed(PolicyType.STS, ResultType.CERTIFICATE_NOT_TRUSTED);
    }

    @Test
    void waitsAndSendsNothingInTheClearIfThereIsNoTls() throws Exception {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearNothingMore();
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(host, DOMAIN, MX)) {
            assertWaits(link);
        }
        assertFailed(PolicyType.STS, ResultType.STARTTLS_NOT_SUPPORTED);
    }

    @Test
    void waitsAndSendsNothingInTheClearIfTheHandshakeFails() throws Exception {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        ScriptedHost.Script script =
                talk -> {
                    talk.open("STARTTLS");
                    talk.hear("STARTTLS");
                    talk.say("220 go");
                    talk.say("this is no handshake");
                };
        try (var host = ScriptedHost.playing(script);
                var link = link(host, DOMAIN, MX)) {
            assertWaits(link);
        }
        assertFailed(PolicyType.STS, ResultType.VALIDATION_FAILURE);
    }

    @Test
    void doesNotEvenConnectToAHostThatThePolicyDoesNotName() throws Exception {
        world.publish(DOMAIN, "1", "enforce", "mx.host.test", DAY);
        try (var host = ScriptedHost.playing();
                var link = link(host, DOMAIN, MX)) {
            assertWaits(link);
        }
    }

    @Test
    void takesTheNextHostThatWillDo() throws Exception {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        try (var host = ScriptedHost.playing(taking(TestTls.HOST));
                var link = link(host, DOMAIN, "127.0.0.1", MX)) {
            assertThat(link.isUsable()).isTrue();
        }
        assertThat(world.tally.succeeded(PolicyType.STS)).isEqualTo(1);
    }

    @Test
    void sendsAndCountsIfThePolicyIsInTesting() throws Exception {
        world.publish(DOMAIN, "1", "testing", MX, DAY);
        try (var host = ScriptedHost.playing(taking(TestTls.MISNAMED, "one@host.test"));
                var link = link(host, DOMAIN, MX)) {
            assertThat(send(link, "one@host.test")).isInstanceOf(Outcome.Delivered.class);
        }
        assertFailed(PolicyType.STS, ResultType.CERTIFICATE_NOT_TRUSTED);
    }

    @Test
    void carriesADomainWithAPolicyOverALinkOfAnotherIfItWillDo() throws Exception {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        try (var host =
                        ScriptedHost.playing(
                                taking(TestTls.HOST, "one@other.test", "two@host.test"));
                var link = link(host, OTHER, MX)) {
            send(link, "one@other.test");

            assertThat(send(link, "two@host.test")).isInstanceOf(Outcome.Delivered.class);
            assertThat(link.carries(site(MX), DOMAIN)).isTrue();
        }
        assertThat(world.tally.succeeded(PolicyType.NO_POLICY_FOUND)).isEqualTo(1);
    }

    @Test
    void doesNotCarryADomainWithAPolicyOverALinkThatWillNotDo() throws Exception {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        try (var host =
                        ScriptedHost.playing(
                                taking(TestTls.MISNAMED, "one@other.test", "two@other.test"));
                var link = link(host, OTHER, MX)) {
            link.offer(envelope("one@other.test"));
            var first = link.transmit(mail("x\r\n"), envelope("one@host.test"));
            var refused = send(link, "one@host.test");
            var second = send(link, "two@other.test");

            assertThat(first).isInstanceOf(Outcome.Delivered.class);
            assertThat(refused.reason()).isEqualTo(Reason.TLS_REQUIRED);
            assertThat(second).isInstanceOf(Outcome.Delivered.class);
            assertThat(link.carries(site(MX), DOMAIN)).as("known by now").isFalse();
        }
    }

    @Test
    void believesACertificateOfNobodyThatTheDnsAnnounces() throws Exception {
        world.publish(DOMAIN, "1", "enforce", "mx.host.test", DAY);
        world.announce(DOMAIN, MX, announcing(TestTls.MISNAMED));
        try (var host = ScriptedHost.playing(taking(TestTls.MISNAMED, "one@host.test"));
                var link = link(host, DOMAIN, MX)) {
            assertThat(send(link, "one@host.test")).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(world.tally.succeeded(PolicyType.TLSA)).isEqualTo(1);
    }

    @Test
    void waitsIfTheDnsAnnouncesAnotherCertificate() throws Exception {
        world.announce(DOMAIN, MX, announcing(TestTls.HOST));
        try (var host = ScriptedHost.playing(leftAlone(TestTls.MISNAMED));
                var link = link(host, DOMAIN, MX)) {
            assertWaits(link);
        }
        assertFailed(PolicyType.TLSA, ResultType.VALIDATION_FAILURE);
    }

    @Test
    void asksForNoPolicyOnTheWayToOneHost() throws Exception {
        ScriptedHost.Script script =
                talk -> {
                    talk.open("PIPELINING");
                    talk.hearEnvelope("one@host.test");
                    talk.say("550 no", "550 no", "550 no");
                    talk.hear("QUIT");
                };
        var policies =
                world.policies(
                        DomainPolicies.Resolver.VALIDATES, Authorities.of(TestTls.HOST.pem()));
        try (var host = ScriptedHost.playing(script);
                var link =
                        transport(Fixtures.provider(host), policies)
                                .connect(Fixtures.SITE, DOMAIN)) {
            assertThat(link.offer(envelope("one@host.test"))).isNotEqualTo(Optional.empty());
        }
        assertThat(world.asked).hasValue(0);
    }

    private static Tlsa announcing(TestTls host) throws Exception {
        try (var pem = Files.newInputStream(host.pem())) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return new Tlsa(3, 0, 0, certificate.getEncoded());
        }
    }
}

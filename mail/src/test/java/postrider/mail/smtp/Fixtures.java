package postrider.mail.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import postrider.delivery.Envelope;
import postrider.delivery.Mail;
import postrider.delivery.Transport;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.mail.profile.ShapingProfiles;
import postrider.mail.reply.Standard;
import postrider.mail.tlspolicy.TlsPolicies;
import postrider.message.Outcome;

/// What the tests of this package start from.
final class Fixtures {
    static final Site SITE = new Site(MailboxProvider.LONG_TAIL, List.of("mx.host.test"));
    static final String DOMAIN = "host.test";

    private Fixtures() {}

    static SmtpRoute relay(ScriptedHost host) {
        return SmtpRoute.relay("127.0.0.1", host.port(), "me.test").with(SmtpTls.NONE);
    }

    static SmtpRoute provider(ScriptedHost host) {
        return SmtpRoute.directTo("127.0.0.1", host.port(), "me.test").with(SmtpTls.NONE);
    }

    static Transport.Link link(SmtpRoute route) throws Exception {
        return transport(route).connect(SITE, DOMAIN);
    }

    static SmtpTransport transport(SmtpRoute route) {
        return transport(route, TlsPolicies.NONE);
    }

    /// On a machine that knows itself by its route's sources alone: tests meet nobody else.
    static SmtpTransport transport(SmtpRoute route, TlsPolicies policies) {
        var direct = new SmtpTransport.Direct(ShapingProfiles.standard(), policies, _ -> false);
        return new SmtpTransport(route, direct, Standard.classifier());
    }

    /// Straight to MX hosts that listen on this port.
    static SmtpRoute straight(String url, int port) {
        var route = SmtpRoute.parse(url, "me.test");
        return new SmtpRoute(
                route.kind(),
                "",
                port,
                route.tls(),
                route.login(),
                route.heloName(),
                route.messagesMax(),
                route.pipelining(),
                route.timeouts(),
                route.sources());
    }

    /// A site of the long tail.
    static Site site(String... hosts) {
        return new Site(MailboxProvider.LONG_TAIL, List.of(hosts));
    }

    static Envelope envelope(String recipient) {
        return new Envelope("b@me.test", recipient, 0);
    }

    static Mail mail(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Mail(bytes, bytes.length, false);
    }

    /// Long for all steps but one.
    static SmtpTimeouts hasty(SmtpTimeouts all, Duration greeting, Duration block, Duration dot) {
        return new SmtpTimeouts(
                all.connect(),
                greeting,
                all.hello(),
                all.mail(),
                all.rcpt(),
                all.data(),
                block,
                dot);
    }

    static boolean isHard(Outcome outcome) {
        return outcome instanceof Outcome.Bounced bounced && bounced.hard();
    }
}

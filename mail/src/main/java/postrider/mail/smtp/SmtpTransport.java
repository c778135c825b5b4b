package postrider.mail.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import postrider.delivery.Transport;
import postrider.lane.MailboxProvider;
import postrider.lane.ShapingProfile;
import postrider.lane.Site;
import postrider.mail.profile.ShapingProfiles;
import postrider.mail.reply.ReplyClassifier;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.pacing.Bounds;

/// Sends over SMTP (RFC 5321). Its links block, and are made for virtual threads.
///
/// Where the host offers PIPELINING, the envelope that is announced goes out in the same write as
/// the final dot before it (RFC 2920 3.1), so a message costs one round trip. A message that was
/// announced and is then no longer wanted costs the link: close it; nothing was handed over.
public final class SmtpTransport implements Transport {
    /// RFC 5321 5.1 asks for at least two; more than a few only delays the next visit.
    private static final int ADDRESSES_MAX = 5;

    private final SmtpRoute route;
    private final ShapingProfiles profiles;
    private final ReplyClassifier classifier;
    private final Opening opening;
    private final Watch watch;

    /// @param profiles how to go straight to a mailbox provider; nothing is asked of them for other hosts
    /// @throws IllegalArgumentException if the route's file of authorities cannot be read
    public SmtpTransport(SmtpRoute route, ShapingProfiles profiles, ReplyClassifier classifier) {
        this.route = route;
        this.profiles = profiles;
        this.classifier = classifier;
        opening = new Opening(route, new TlsClient(route.tls().trust()), classifier);
        watch = new Watch(route.timeouts().shortest());
    }

    @Override
    public Bounds bounds(MailboxProvider provider) {
        return switch (reach()) {
            case ONE_HOST -> Bounds.wide(Bounds.CONNECTIONS_MAX);
            case SITES -> Bounds.of(profiles.of(provider));
        };
    }

    @Override
    public Reach reach() {
        return route.host().isEmpty() ? Reach.SITES : Reach.ONE_HOST;
    }

    /// The route as it is for this site: its mailbox provider may want TLS, or shorter connections.
    private SmtpRoute shaped(Site site) {
        if (reach() == Reach.ONE_HOST) return route;
        var profile = profiles.of(site.provider());
        var messages = Math.min(route.messagesMax(), profile.messagesPerConnection());
        var shaped = route.withMessagesMax(messages);
        var insists =
                profile.tls() == ShapingProfile.Tls.REQUIRED
                        && route.tls().mode() == SmtpTls.Mode.OPPORTUNISTIC;
        return insists ? shaped.with(route.tls().with(SmtpTls.Mode.REQUIRED)) : shaped;
    }

    /// Tries the hosts in order until one answers. A host that answers and refuses ends it: the
    /// others would only be asked for the same.
    @Override
    public Link connect(Site site) throws LinkFailed, InterruptedException {
        var trouble = "no address";
        for (var target : targets(site)) {
            try {
                return link(target, site);
            } catch (ReplyReader.Garbage e) {
                throw failed(target.host(), String.valueOf(e.getMessage()), Reason.PROTOCOL);
            } catch (IOException e) {
                if (Thread.interrupted()) throw new InterruptedException();
                trouble = String.valueOf(e.getMessage());
            }
        }
        var host = route.host().isEmpty() ? site.name() : route.host();
        throw failed(host, trouble, Reason.CONNECTION);
    }

    private record Target(String host, InetAddress address) {}

    private List<Target> targets(Site site) {
        var targets = new ArrayList<Target>();
        for (var host : route.host().isEmpty() ? site.hosts() : List.of(route.host())) {
            try {
                for (var address : InetAddress.getAllByName(host))
                    if (targets.size() < ADDRESSES_MAX) targets.add(new Target(host, address));
            } catch (UnknownHostException e) {
                // A host without an address is one that cannot be reached: try the next.
            }
        }
        return targets;
    }

    private Link link(Target target, Site site)
            throws IOException, LinkFailed, InterruptedException {
        var mode = shaped(site).tls().mode();
        try {
            return link(target, site, mode);
        } catch (Opening.TlsFailed e) {
            if (Thread.interrupted()) throw new InterruptedException();
            if (mode != SmtpTls.Mode.OPPORTUNISTIC) {
                var cause = e.getCause() == null ? e : e.getCause();
                throw failed(
                        target.host(), "TLS failed: " + cause.getMessage(), Reason.TLS_REQUIRED);
            }
            return link(target, site, SmtpTls.Mode.NONE);
        }
    }

    private Link link(Target target, Site site, SmtpTls.Mode mode) throws IOException, LinkFailed {
        var address = new InetSocketAddress(target.address(), route.port());
        var connection = Connection.open(address, target.host(), route.timeouts(), watch);
        var opened = false;
        try {
            var offered = opening.open(connection, mode);
            opened = true;
            return new SmtpLink(shaped(site), site, offered, connection, classifier);
        } catch (Opening.TlsFailed | ReplyReader.Garbage e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(connection.explain(e), e);
        } finally {
            if (!opened) connection.close();
        }
    }

    private static LinkFailed failed(String host, String why, Reason reason) {
        return new LinkFailed(
                host + ": " + why,
                new Outcome.Deferred(new Reply(0, "", why), reason, Duration.ZERO));
    }
}

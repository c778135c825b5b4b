package postrider.mail.smtp;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import postrider.delivery.Transport;
import postrider.lane.MailboxProvider;
import postrider.lane.ShapingProfile;
import postrider.lane.Site;
import postrider.mail.profile.ShapingProfiles;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.tlspolicy.TlsPolicies;
import postrider.pacing.Bounds;

/// Sends over SMTP (RFC 5321). Its links block, and are made for virtual threads.
///
/// Where the host offers PIPELINING, the envelope that is announced goes out in the same write as
/// the final dot before it (RFC 2920 3.1), so a message costs one round trip. A message that was
/// announced and is then no longer wanted costs the link: close it; nothing was handed over.
public final class SmtpTransport implements Transport {
    private final SmtpRoute route;
    private final ShapingProfiles profiles;
    private final Targets targets;
    private final Search.Parts parts;

    /// What a route needs that goes straight to MX hosts; nothing is asked of it for others.
    ///
    /// @param profiles how to go to a mailbox provider
    /// @param policies what domains ask of connections
    /// @param machine whether an address is of this machine: nothing is sent there
    public record Direct(
            ShapingProfiles profiles, TlsPolicies policies, Predicate<InetAddress> machine) {
        /// On a machine whose addresses its network interfaces know.
        public static Direct of(ShapingProfiles profiles, TlsPolicies policies) {
            return new Direct(profiles, policies, Ourselves::isOfThisMachine);
        }
    }

    /// @throws IllegalArgumentException if the route's file of authorities cannot be read
    public SmtpTransport(SmtpRoute route, Direct direct, ReplyClassifier classifier) {
        this.route = route;
        profiles = direct.profiles();
        var ourselves =
                switch (reach()) {
                    case ONE_HOST -> Ourselves.NOBODY;
                    case SITES -> Ourselves.of(route, direct.machine());
                };
        targets = new Targets(route.sources(), ourselves);
        parts =
                new Search.Parts(
                        new Dialler(route, ourselves, classifier),
                        reach() == Reach.SITES ? direct.policies() : TlsPolicies.NONE,
                        new TlsClient(route.tls().trust()),
                        new TlsClient(new SmtpTls.Trust.Anyone()),
                        classifier);
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
    /// others would only be asked for the same. One that is not what the domain asks for is passed
    /// over; if all are, the link that comes back says so to the domain's envelopes.
    @Override
    public Link connect(Site site, String domain) throws LinkFailed, InterruptedException {
        var search = new Search(parts, shaped(site), site, domain);
        return switch (reach()) {
            case ONE_HOST -> search.link(route.host(), targets.of(List.of(route.host())));
            case SITES -> search.link(site.name(), targets.of(site.hosts()));
        };
    }
}

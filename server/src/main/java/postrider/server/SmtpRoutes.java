package postrider.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import postrider.api.calls.RouteCheck;
import postrider.campaign.Problem;
import postrider.delivery.Route;
import postrider.delivery.Transport;
import postrider.desk.RouteSecrets;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.smtp.Credentials;
import postrider.mail.smtp.SmtpRoute;
import postrider.mail.smtp.SmtpTransport;
import postrider.server.config.Config.PrivateRoutes;

/// Makes transports of stored routes, and tells what is wrong with a target. Safe for many threads.
final class SmtpRoutes implements RouteCheck {
    private final String heloName;
    private final RouteSecrets secrets;
    private final PrivateRoutes privateRoutes;
    private final SmtpTransport.Direct direct;
    private final ReplyClassifier classifier;

    /// @param heloName what we call ourselves
    /// @param privateRoutes whether [#problems] refuses private addresses
    /// @param direct for routes that go straight to MX hosts
    SmtpRoutes(
            String heloName,
            RouteSecrets secrets,
            PrivateRoutes privateRoutes,
            SmtpTransport.Direct direct,
            ReplyClassifier classifier) {
        this.heloName = heloName;
        this.secrets = secrets;
        this.privateRoutes = privateRoutes;
        this.direct = direct;
        this.classifier = classifier;
    }

    Transport transport(Route route) {
        var smtp = SmtpRoute.parse(route.target(), heloName);
        var secret = secrets.open(route.project(), route.name(), route.sealedSecret());
        var loggedIn = secret.map(s -> smtp.with(login(s))).orElse(smtp);
        return new SmtpTransport(loggedIn, direct, classifier);
    }

    private static SmtpRoute.Login login(RouteSecrets.Secret secret) {
        return new SmtpRoute.Login(
                new Credentials(secret.user(), secret.password()),
                SmtpRoute.Login.Secrecy.TLS_ONLY);
    }

    @Override
    public List<Problem> problems(String target) {
        try {
            var smtp = SmtpRoute.parse(target, heloName);
            return switch (privateRoutes) {
                case ALLOWED -> List.of();
                case REFUSED -> isPrivate(smtp.host()) ? List.of(privateAddress()) : List.of();
            };
        } catch (IllegalArgumentException e) {
            return List.of(
                    new Problem("/target", "invalid_target", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Set<String> providers() {
        return direct.profiles().names();
    }

    private static Problem privateAddress() {
        return new Problem(
                "/target",
                "private_address",
                "this leads to a private address: the operator can allow that with routes.allow-private");
    }

    /// A host that nobody knows now may be known later: it is no problem of this kind.
    private static boolean isPrivate(String host) {
        if (host.isEmpty()) return false;
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(SmtpRoutes::isPrivate);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || isUniqueLocal(address);
    }

    /// fc00::/7 (RFC 4193).
    private static boolean isUniqueLocal(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }
}

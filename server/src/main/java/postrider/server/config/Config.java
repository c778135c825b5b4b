package postrider.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import postrider.audience.SoftBounceRule;
import postrider.campaign.Guard;
import postrider.delivery.StartOrder;

/// What one process is to be. Every value has been checked; [ConfigReader] makes it.
///
/// @param data the folder where everything is kept
/// @param keyFile holds the key that seals personal data; outside of `data`
/// @param apiKeyFile where the first API key is written, if none is given
/// @param apiKey the first API key; empty to make one
/// @param softBounces when an address that bounces softly is suppressed
/// @param limits by mailbox provider; `default` for those that are not named
/// @param grace how long a stop waits for what is in hand
public record Config(
        Path data,
        Store store,
        Path keyFile,
        Path apiKeyFile,
        Optional<String> apiKey,
        Http http,
        Identity identity,
        Inbound inbound,
        SoftBounceRule softBounces,
        List<DkimKey> dkim,
        Map<String, ProviderLimits> limits,
        ProviderFiles providerFiles,
        Queue queue,
        Campaigns campaigns,
        Duration grace,
        PrivateRoutes privateRoutes,
        NameServers nameServers,
        LogLevel logLevel) {
    /// Stands for all mailbox providers that are not named in `limits`.
    public static final String DEFAULT_LIMITS = "default";

    public Config {
        dkim = List.copyOf(dkim);
        limits = Map.copyOf(limits);
    }

    /// The database.
    public sealed interface Store {
        /// A file in the data folder.
        record Sqlite() implements Store {}

        /// A server; user and password may be empty.
        record Postgresql(String url, String user, String password) implements Store {
            /// Without the password, and without the URL's options, which may hold one.
            @Override
            public String toString() {
                var options = url.indexOf('?');
                return options < 0 ? url : url.substring(0, options);
            }
        }
    }

    /// Where the API listens; port 0 for any that is free.
    public record Http(String host, int port) {}

    /// What we call ourselves in mails and to their hosts.
    ///
    /// @param heloName empty for this machine's name
    /// @param messageIdDomain empty for that of From
    /// @param bounceDomain where bounces, complaints and `mailto:` unsubscribes go; empty for From
    /// @param unsubscribeBase begins with https:// and ends with a slash; empty for no List-Unsubscribe link
    /// @param trackingBase begins with https:// and ends with a slash; empty for no tracking
    public record Identity(
            Optional<String> heloName,
            Optional<String> messageIdDomain,
            Optional<String> bounceDomain,
            Optional<String> unsubscribeBase,
            Optional<String> trackingBase) {}

    /// How mail comes back.
    ///
    /// @param listener empty for no SMTP listener
    /// @param pickup a folder where another mail server puts it; empty for none
    /// @param complaintAddresses plain addresses that feedback loops were registered with
    public record Inbound(
            Optional<Listener> listener, Optional<Path> pickup, Set<String> complaintAddresses) {
        public static final Inbound NONE =
                new Inbound(Optional.empty(), Optional.empty(), Set.of());

        public Inbound {
            complaintAddresses = Set.copyOf(complaintAddresses);
        }
    }

    /// Where mail that comes back is taken; port 0 for any that is free.
    ///
    /// @param tls empty for none
    /// @param connections at once
    /// @param connectionsPerHost at once, of one address
    public record Listener(
            String host,
            int port,
            Optional<Certificate> tls,
            int connections,
            int connectionsPerHost) {}

    /// PEM files: the chain, and the key as PKCS #8.
    public record Certificate(Path certificate, Path key) {}

    /// A key to sign mails with; whether RSA or Ed25519 is told by the file.
    public record DkimKey(String domain, String selector, Path keyFile) {}

    /// Bounds for one mailbox provider, all campaigns together.
    ///
    /// @param connections at once; empty for the route's own
    /// @param perSecond messages a second; empty for no bound
    public record ProviderLimits(OptionalInt connections, OptionalDouble perSecond) {}

    /// Files of a user about mailbox providers, beside those that come with the program.
    ///
    /// @param profiles a file of shaping profiles
    /// @param rules a folder of rule packs
    public record ProviderFiles(Optional<Path> profiles, Optional<Path> rules) {}

    /// @param slot due times are rounded up to it
    /// @param lease how long a shard is a sender's alone, unless renewed
    /// @param visit how long a sender stays with a shard while others wait
    public record Queue(Duration slot, Duration lease, Duration visit) {}

    /// @param order who runs when more would than may at once
    /// @param guard the limits that campaigns inherit
    public record Campaigns(StartOrder order, Guard guard) {
        public static final Campaigns DEFAULT = new Campaigns(StartOrder.DEFAULT, Guard.DEFAULT);
    }

    /// Whether routes set through the API may lead to private addresses.
    public enum PrivateRoutes {
        REFUSED,
        ALLOWED
    }

    /// What the system's name servers are good for.
    public enum NameServers {
        ANSWER,
        /// They check DNSSEC, and the way to them is safe: DANE can be believed.
        VALIDATE
    }

    /// How much is logged.
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}

package postrider.lane;

import java.util.List;
import java.util.Locale;

/// How mail goes to one mailbox provider from one source address: who belongs to it, where sending
/// starts and what it never exceeds, however well it goes.
///
/// @param provider [MailboxProvider#LONG_TAIL] for all that are not named
/// @param mxSuffixes such as `.google.com`: a dot at the start, none at the end, lower case
/// @param domains recipients' domains that are known without asking, in lower case
/// @param messagesPerConnection at most, then a new one is opened
public record ShapingProfile(
        MailboxProvider provider,
        List<String> mxSuffixes,
        List<String> domains,
        Connections connections,
        RatePerSecond rate,
        int messagesPerConnection,
        Tls tls) {
    public static final int CONNECTIONS_MAX = 1_000;
    public static final int MESSAGES_PER_CONNECTION_MAX = 10_000;
    public static final double RATE_MAX = 1_000_000;

    /// Connections at once.
    public record Connections(int start, int ceiling) {
        public Connections {
            if (start < 1 || ceiling < start || ceiling > CONNECTIONS_MAX)
                throw new IllegalArgumentException(
                        "connections start at 1 or more and end at %d or less: %d to %d"
                                .formatted(CONNECTIONS_MAX, start, ceiling));
        }
    }

    /// Messages a second.
    public record RatePerSecond(double start, double ceiling) {
        public RatePerSecond {
            if (!(start > 0) || !(ceiling >= start) || ceiling > RATE_MAX)
                throw new IllegalArgumentException(
                        "a rate starts above 0 and ends at %.0f or less: %s to %s"
                                .formatted(RATE_MAX, start, ceiling));
        }
    }

    /// Whether a connection without TLS will do.
    public enum Tls {
        OPPORTUNISTIC,
        REQUIRED
    }

    public ShapingProfile {
        mxSuffixes = List.copyOf(mxSuffixes);
        domains = List.copyOf(domains);
        mxSuffixes.forEach(ShapingProfile::checkSuffix);
        domains.forEach(ShapingProfile::checkDomain);
        var isTail = provider.equals(MailboxProvider.LONG_TAIL);
        if (isTail != (mxSuffixes.isEmpty() && domains.isEmpty()))
            throw new IllegalArgumentException(
                    "a provider needs MX suffixes or domains, and only "
                            + MailboxProvider.LONG_TAIL
                            + " has none: "
                            + provider);
        if (messagesPerConnection < 1 || messagesPerConnection > MESSAGES_PER_CONNECTION_MAX)
            throw new IllegalArgumentException(
                    "messages per connection are 1 to %d: %d"
                            .formatted(MESSAGES_PER_CONNECTION_MAX, messagesPerConnection));
    }

    /// @throws IllegalArgumentException if no MX host can ever end with it
    static void checkSuffix(String suffix) {
        if (!suffix.startsWith(".") || !isName(suffix.substring(1)))
            throw new IllegalArgumentException(
                    "an MX suffix starts with a dot, ends without one and is in lower case,"
                            + " such as .google.com: "
                            + suffix);
    }

    private static void checkDomain(String domain) {
        if (!isName(domain))
            throw new IllegalArgumentException(
                    "a domain has no dot at its ends and is in lower case, such as gmail.com: "
                            + domain);
    }

    private static boolean isName(String name) {
        return name.equals(name.toLowerCase(Locale.ROOT))
                && name.matches("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){1,10}");
    }
}

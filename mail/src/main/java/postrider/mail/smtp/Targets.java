package postrider.mail.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the addresses behind a site's hosts, in the order in which to try them. Safe for many
/// threads; blocks for the system's resolver.
final class Targets {
    /// RFC 5321 5.1 asks for at least two; more than a few only delays the next visit.
    private static final int ADDRESSES_MAX = 5;

    private final SourcePool pool;
    private final Ourselves ourselves;

    Targets(SourcePool pool, Ourselves ourselves) {
        this.pool = pool;
        this.ourselves = ourselves;
    }

    /// @param targets may be none
    /// @param trouble why there is none
    /// @param loop the host that is ourselves: it and those after it are left out (RFC 5321 5.1)
    record Found(List<Target> targets, String trouble, Optional<String> loop) {
        Found {
            targets = List.copyOf(targets);
        }
    }

    Found of(List<String> hosts) {
        var targets = new ArrayList<Target>();
        var passedOver = 0;
        for (var host : hosts) {
            var addresses = addresses(host);
            if (ourselves.isCalled(host) || addresses.stream().anyMatch(ourselves::isAt))
                return new Found(targets, trouble(passedOver), Optional.of(host));
            for (var address : addresses) {
                if (!isReached(address)) passedOver++;
                else if (targets.size() < ADDRESSES_MAX) targets.add(new Target(host, address));
            }
        }
        return new Found(targets, trouble(passedOver), Optional.empty());
    }

    /// A host without an address is one that cannot be reached: the next is tried.
    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    private boolean isReached(InetAddress address) {
        return pool.isAny() || pool.sources().stream().anyMatch(s -> s.reaches(address));
    }

    private static String trouble(int passedOver) {
        if (passedOver == 0) return "no address";
        return "no source address of the family of its addresses (IPv4 or IPv6): give the route one";
    }
}

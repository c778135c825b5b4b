package postrider.mail.smtp;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a route that goes straight to MX hosts knows this machine when it meets it: mail to there
/// would come back (RFC 5321 5.1).
final class Ourselves {
    static final Ourselves NOBODY = new Ourselves(_ -> false, Set.of());

    private final Predicate<InetAddress> addresses;
    private final Set<String> names;

    private Ourselves(Predicate<InetAddress> addresses, Set<String> names) {
        this.addresses = addresses;
        this.names = names;
    }

    /// @param machine whether an address is of this machine
    static Ourselves of(SmtpRoute route, Predicate<InetAddress> machine) {
        var pool = route.sources();
        var names =
                Stream.concat(
                                Stream.of(route.heloName()),
                                pool.sources().stream().map(SourceAddress::heloName))
                        // A name of one label, such as localhost, is said by many.
                        .filter(name -> name.indexOf('.') > 0 && !name.startsWith("["))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        return new Ourselves(machine.or(pool::holds), names);
    }

    /// Whether an address is of this machine. An interface that cannot be asked about is not ours.
    static boolean isOfThisMachine(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) return true;
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false;
        }
    }

    boolean isAt(InetAddress address) {
        return addresses.test(address);
    }

    boolean isCalled(String name) {
        return !names.isEmpty() && names.contains(name.toLowerCase(Locale.ROOT));
    }
}

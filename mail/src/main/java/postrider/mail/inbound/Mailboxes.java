package postrider.mail.inbound;

/// Knows the addresses that take mail here: our own return paths, and those of complaints and
/// unsubscribes. Everything else is refused, so that there is nothing to relay and no backscatter.
/// Asked by many threads; answers at once.
@FunctionalInterface
public interface Mailboxes {
    /// @param address 5321.RcptTo without angle brackets
    boolean takes(String address);
}

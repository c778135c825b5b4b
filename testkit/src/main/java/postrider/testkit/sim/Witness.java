package postrider.testkit.sim;

/// Is shown each mail that a provider took, before the provider says so: for tests that send something
/// back. Called by the threads of many connections.
@FunctionalInterface
public interface Witness {
    /// Looks at nothing, and costs nothing.
    Witness NOBODY = mail -> {};

    void taken(Mail mail);

    /// @param returnPath 5321.MailFrom without angle brackets
    /// @param recipient 5321.RcptTo
    /// @param header as it came, lines ended by CRLF, without the empty line; empty if it is longer
    ///     than 32 KB
    record Mail(String returnPath, String recipient, String header) {}
}

package postrider.testkit.sim;

/// Whether and how a server speaks TLS, with a certificate that it signs itself at start.
public enum Tls {
    NONE,
    /// Offered in the answer to EHLO.
    STARTTLS,
    /// From the first byte.
    IMPLICIT
}

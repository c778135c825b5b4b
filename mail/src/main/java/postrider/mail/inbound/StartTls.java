package postrider.mail.inbound;

import javax.net.ssl.SSLContext;

/// Whether the listener offers TLS.
public sealed interface StartTls {
    record Absent() implements StartTls {}

    /// @param context holds the key and the certificate
    record Offered(SSLContext context) implements StartTls {}
}

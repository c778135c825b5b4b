package postrider.mail.tlspolicy;

import java.util.Locale;

/// How a connection, or the policy for it, failed: the vocabulary of RFC 8460 4.3.
public enum ResultType {
    STARTTLS_NOT_SUPPORTED,
    CERTIFICATE_HOST_MISMATCH,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_TRUSTED,
    /// What no other fits: a handshake that fails, a host that the policy does not name.
    VALIDATION_FAILURE,
    TLSA_INVALID,
    DNSSEC_INVALID,
    STS_POLICY_FETCH_ERROR,
    STS_POLICY_INVALID,
    STS_WEBPKI_INVALID;

    /// The name in reports: `starttls-not-supported`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package postrider.mail.tlspolicy;

import java.time.Duration;
import java.util.List;

/// Asks the DNS what TLS policies need. Blocking, each question within a few seconds; safe for many
/// threads.
public interface PolicyRecords {
    /// The TXT records of a name.
    Texts texts(String name) throws InterruptedException;

    /// Whether what is known of a domain's MX hosts is proven by DNSSEC.
    Proof mx(String domain) throws InterruptedException;

    /// The TLSA records of port 25 of an MX host, if the DNS proves them (RFC 7672 2.2).
    Tlsas tlsa(String host) throws InterruptedException;

    /// TXT records, or no answer.
    sealed interface Texts {
        /// None where the name has none.
        record Found(List<String> texts) implements Texts {}

        record Failed() implements Texts {}
    }

    /// What DNSSEC says of an answer.
    enum Proof {
        SECURE,
        INSECURE,
        /// The resolver answered nothing, or that the answer is forged.
        FAILED
    }

    /// TLSA records, or none, or no answer.
    sealed interface Tlsas {
        /// @param good for how long
        record Found(List<Tlsa> records, Duration good) implements Tlsas {}

        /// There are none, or nothing proves them.
        record None() implements Tlsas {}

        /// The resolver answered nothing, or that the answer is forged.
        record Failed() implements Tlsas {}
    }
}

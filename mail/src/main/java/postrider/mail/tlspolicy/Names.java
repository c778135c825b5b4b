package postrider.mail.tlspolicy;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The hosts that a certificate is for: its DNS names and addresses, not its common name (RFC 8461
/// 4.1).
record Names(List<HostPattern> hosts, Set<String> addresses) {
    // RFC 5280 4.2.1.6: kinds of GeneralName.
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    static Names of(X509Certificate certificate) {
        var hosts = new ArrayList<HostPattern>();
        var addresses = new HashSet<String>();
        for (var name : alternatives(certificate)) {
            if (!(name.get(1) instanceof String text)) continue;
            if (name.get(0).equals(DNS_NAME) && HostPattern.isValid(text))
                hosts.add(new HostPattern(text));
            if (name.get(0).equals(IP_ADDRESS)) addresses.add(text);
        }
        return new Names(List.copyOf(hosts), Set.copyOf(addresses));
    }

    /// A certificate whose names cannot be read is for nobody.
    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }

    /// @param host in lower case, without a final dot
    boolean hold(String host) {
        return addresses.contains(host) || hosts.stream().anyMatch(name -> name.matches(host));
    }
}

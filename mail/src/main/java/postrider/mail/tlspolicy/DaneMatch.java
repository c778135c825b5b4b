package postrider.mail.tlspolicy;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a host's certificates are those that its TLSA records announce (RFC 7671, RFC 7672 3.1).
final class DaneMatch {
    private final List<X509Certificate> chain;
    private final List<String> names;

    /// @param chain the host's own certificate first
    /// @param names by which it may be known, one of which an authority must vouch for
    DaneMatch(List<X509Certificate> chain, List<String> names) {
        this.chain = chain;
        this.names = names;
    }

    boolean holds(Tlsa record) {
        return switch (record.usage()) {
            // RFC 7672 3.1.1: neither names nor dates of it count.
            case Tlsa.OWN -> record.matches(chain.getFirst());
            case Tlsa.AUTHORITY -> isNamed() && authority(record);
            default -> false;
        };
    }

    private boolean isNamed() {
        var own = Names.of(chain.getFirst());
        return names.stream().anyMatch(own::hold);
    }

    private boolean authority(Tlsa record) {
        for (int i = 1; i < chain.size(); i++)
            if (record.matches(chain.get(i)) && leadsTo(chain.get(i), chain.subList(0, i)))
                return true;
        return announced(record).filter(anchor -> leadsTo(anchor, chain)).isPresent();
    }

    /// RFC 7671 5.2.2: an authority that stands in the record as a whole need not be in the chain.
    private static Optional<X509Certificate> announced(Tlsa record) {
        if (record.selector() != Tlsa.CERTIFICATE || record.matching() != Tlsa.AS_IT_IS)
            return Optional.empty();
        try {
            var made =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(record.data()));
            return made instanceof X509Certificate x509 ? Optional.of(x509) : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static boolean leadsTo(X509Certificate anchor, List<X509Certificate> path) {
        try {
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            // Nobody else's word is asked for: the DNS is the authority here.
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(path),
                            parameters);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}

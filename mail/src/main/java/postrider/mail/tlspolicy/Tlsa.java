package postrider.mail.tlspolicy;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/// A TLSA record (RFC 6698): which certificate or key a host has.
///
/// @param usage 3: the host's own (DANE-EE); 2: an authority's that leads to it (DANE-TA)
/// @param selector 0: the certificate; 1: its public key
/// @param matching 0: as it is; 1: its SHA-256; 2: its SHA-512
public record Tlsa(int usage, int selector, int matching, byte[] data) {
    static final int OWN = 3;
    static final int AUTHORITY = 2;

    static final int CERTIFICATE = 0;
    static final int AS_IT_IS = 0;

    public Tlsa {
        data = data.clone();
    }

    /// RFC 7672 3.1: mail knows usages 2 and 3 alone.
    boolean isUsable() {
        if (usage != OWN && usage != AUTHORITY || selector < 0 || selector > 1) return false;
        return switch (matching) {
            case 0 -> data.length > 0;
            case 1 -> data.length == 32;
            case 2 -> data.length == 64;
            default -> false;
        };
    }

    boolean matches(X509Certificate certificate) {
        try {
            var whole =
                    selector == CERTIFICATE
                            ? certificate.getEncoded()
                            : certificate.getPublicKey().getEncoded();
            return MessageDigest.isEqual(data, digested(whole));
        } catch (GeneralSecurityException _) {
            // A certificate that cannot be encoded is none that was announced.
            return false;
        }
    }

    private byte[] digested(byte[] whole) throws GeneralSecurityException {
        return switch (matching) {
            case 1 -> MessageDigest.getInstance("SHA-256").digest(whole);
            case 2 -> MessageDigest.getInstance("SHA-512").digest(whole);
            default -> whole;
        };
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tlsa that
                && usage == that.usage
                && selector == that.selector
                && matching == that.matching
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * usage + selector) + matching) + Arrays.hashCode(data);
    }

    /// As a master file has it, and reports.
    @Override
    public String toString() {
        return "%d %d %d %s".formatted(usage, selector, matching, HexFormat.of().formatHex(data));
    }
}

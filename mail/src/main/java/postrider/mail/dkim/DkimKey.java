package postrider.mail.dkim;

import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.util.regex.Pattern;

/// A private key and the DNS name under which its public half stands.
public final class DkimKey {
    /// RFC 8301 3.2: signers should use at least 2048; receivers mistrust less.
    private static final int RSA_BITS_MIN = 2048;

    /// RFC 8301 3.2: verifiers need not take more.
    private static final int RSA_BITS_MAX = 4096;

    private static final Pattern DNS_NAME =
            Pattern.compile(
                    "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*");

    private final String domain;
    private final String selector;
    private final DkimAlgorithm algorithm;
    private final PrivateKey key;

    private DkimKey(String domain, String selector, PrivateKey key) {
        this.domain = checked("domain", domain);
        this.selector = checked("selector", selector);
        this.key = key;
        this.algorithm =
                key instanceof RSAKey ? DkimAlgorithm.RSA_SHA256 : DkimAlgorithm.ED25519_SHA256;
    }

    /// Reads a key in PEM: PKCS#8 (`BEGIN PRIVATE KEY`, RSA or Ed25519) or PKCS#1 (`BEGIN RSA PRIVATE
    /// KEY`).
    ///
    /// @param domain the tag `d=`, in A-label form
    /// @param selector the tag `s=`: the public key stands at `selector._domainkey.domain`
    /// @throws IllegalArgumentException saying what is wrong with key, domain or selector, without
    ///     showing any of the key
    public static DkimKey parse(String domain, String selector, String pem) {
        var key = PemKey.parse(pem);
        if (key instanceof RSAKey rsa) checkBits(rsa.getModulus().bitLength());
        return new DkimKey(domain, selector, key);
    }

    private static void checkBits(int bits) {
        if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
            throw new IllegalArgumentException(
                    "a DKIM key of RSA has %d to %d bits, this one has %d: make a new one"
                            .formatted(RSA_BITS_MIN, RSA_BITS_MAX, bits));
        }
    }

    /// The door for the examples of the RFCs, whose RSA keys have 1,024 bits.
    static DkimKey ofAnyStrength(String domain, String selector, String pem) {
        return new DkimKey(domain, selector, PemKey.parse(pem));
    }

    private static String checked(String what, String name) {
        if (DNS_NAME.matcher(name).matches()) return name;
        throw new IllegalArgumentException(
                "a DKIM " + what + " is a DNS name of letters, digits, dots and hyphens: " + name);
    }

    public String domain() {
        return domain;
    }

    public String selector() {
        return selector;
    }

    public DkimAlgorithm algorithm() {
        return algorithm;
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return selector + "._domainkey." + domain + " (" + algorithm.tag() + ")";
    }
}

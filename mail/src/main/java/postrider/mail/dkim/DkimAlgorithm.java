package postrider.mail.dkim;

/// The two algorithms of DKIM that receivers accept (RFC 8301 3.1, RFC 8463).
public enum DkimAlgorithm {
    RSA_SHA256("rsa-sha256", "RSA", "SHA256withRSA"),
    /// Signs the SHA-256 of what is signed (RFC 8463 3).
    ED25519_SHA256("ed25519-sha256", "Ed25519", "Ed25519");

    private final String tag;
    private final String keyName;
    private final String signatureName;

    DkimAlgorithm(String tag, String keyName, String signatureName) {
        this.tag = tag;
        this.keyName = keyName;
        this.signatureName = signatureName;
    }

    /// As the tag `a=` has it.
    public String tag() {
        return tag;
    }

    String keyName() {
        return keyName;
    }

    String signatureName() {
        return signatureName;
    }
}

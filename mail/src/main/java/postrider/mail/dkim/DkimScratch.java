package postrider.mail.dkim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import postrider.mail.mime.Bytes;

/// What one thread needs to make signatures, used again and again.
public final class DkimScratch {
    private final Bytes canonical = new Bytes();
    private final MessageDigest sha256;

    public DkimScratch() {
        try {
            // The JDK's own is as fast as any, by the processor's instructions.
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    byte[] bodyHash(byte[] mail, int body, int end) {
        canonical.clear();
        Relaxed.body(mail, body, end, canonical);
        return hash(canonical);
    }

    byte[] hash(Bytes data) {
        sha256.update(data.array(), 0, data.length());
        return sha256.digest();
    }

    /// Canonicalises the signed fields; returns their length, after which a signature's own field
    /// goes.
    int headers(byte[] mail, int from, int body, List<byte[]> names) {
        canonical.clear();
        new HeaderFields(mail, from, body).canonicalise(names, canonical);
        return canonical.length();
    }

    Bytes signed(int headers, byte[] ownField) {
        canonical.cutTo(headers);
        canonical.add(ownField);
        return canonical;
    }
}

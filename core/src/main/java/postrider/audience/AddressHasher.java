package postrider.audience;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Hashes normalised addresses with a key (HMAC-SHA-256), so that stored hashes tell nothing without
/// it. Safe for many threads.
public final class AddressHasher {
    private final Mac prepared;

    public AddressHasher(SecretKey key) {
        try {
            prepared = Mac.getInstance("HmacSHA256");
            prepared.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// @param normalised what [Address#normalised] makes
    public AddressHash hash(String normalised) {
        try {
            // A copy of a Mac that has its key is cheaper than setting the key again.
            var mac = (Mac) prepared.clone();
            var digest = ByteBuffer.wrap(mac.doFinal(normalised.getBytes(StandardCharsets.UTF_8)));
            return new AddressHash(digest.getLong(), digest.getLong());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be copied", e);
        }
    }
}

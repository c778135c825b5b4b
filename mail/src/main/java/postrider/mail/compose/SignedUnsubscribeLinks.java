package postrider.mail.compose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import postrider.message.MessageId;

/// One-click addresses (RFC 8058) that name the message and are hard to forge: an HMAC tag of 80 bits.
/// Safe for many threads.
public final class SignedUnsubscribeLinks implements UnsubscribeLinks {
    private static final int TAG_BYTES = 10;

    private final String base;
    private final Mac prepared;

    /// @param base an `https` address that the tokens are put behind, ending in a slash
    public SignedUnsubscribeLinks(String base, SecretKey key) {
        if (!base.startsWith("https://") || !base.endsWith("/")) {
            throw new IllegalArgumentException(
                    "the base of unsubscribe links starts with https:// and ends with a slash");
        }
        this.base = base;
        try {
            prepared = Mac.getInstance("HmacSHA256");
            prepared.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public String address(MessageId message) {
        try {
            // A copy of a Mac that has its key is cheaper than setting the key again.
            var mac = (Mac) prepared.clone();
            var tag = mac.doFinal(message.toString().getBytes(StandardCharsets.US_ASCII));
            return base + message + "." + HexFormat.of().formatHex(Arrays.copyOf(tag, TAG_BYTES));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be copied", e);
        }
    }
}

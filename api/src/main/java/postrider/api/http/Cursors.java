package postrider.api.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import postrider.seal.KeyVault;

/// Writes and reads cursors: the place where a page begins, with a tag (HMAC-SHA-256, 128 bits) over
/// it and over what is being listed, so that a cursor fits its own list only. Safe for many threads.
public final class Cursors {
    private static final int TAG_BYTES = 16;
    private static final int TEXT_MAX = 512;

    private final SecretKey key;

    public Cursors(KeyVault vault) {
        key = vault.derive(KeyVault.Purpose.PAGE_CURSOR);
    }

    /// @param scope what is listed, of which project and with which filters
    public String write(String scope, String place) {
        var text = place.getBytes(StandardCharsets.UTF_8);
        var whole = Arrays.copyOf(tag(scope, text), TAG_BYTES + text.length);
        System.arraycopy(text, 0, whole, TAG_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /// @throws Refusal if this is no cursor of that list
    public String read(String scope, String cursor) {
        if (cursor.length() > TEXT_MAX) throw refused();
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            throw refused();
        }
        if (whole.length <= TAG_BYTES) throw refused();
        var text = Arrays.copyOfRange(whole, TAG_BYTES, whole.length);
        if (!MessageDigest.isEqual(tag(scope, text), Arrays.copyOf(whole, TAG_BYTES)))
            throw refused();
        return new String(text, StandardCharsets.UTF_8);
    }

    private static Refusal refused() {
        return new Refusal(
                400,
                "invalid_cursor",
                "this cursor is not of this list and these filters: start without one");
    }

    private byte[] tag(String scope, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(scope.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(text), TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}

package postrider.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// API keys as they are written: `prk_` and 43 characters of base64url, which hold 256 random bits.
public final class KeyText {
    public static final String PREFIX = "prk_";
    public static final int TEXT_MAX = 256;

    private static final int BYTES = 32;

    private KeyText() {}

    public static String fresh(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What is kept of a key: its SHA-256 in lower-case hex. No salt and no stretching, because nobody
    /// guesses 256 bits.
    public static String hash(String key) {
        return sha256(key.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package postrider.mail.token;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import postrider.message.MessageId;

/// Tokens of one purpose: a message's id with a tag of 80 bits (HMAC-SHA-256), in lower-case base 32.
/// Whoever has no key can neither make one nor change one; a token of another purpose is refused,
/// because its key is another. Safe for many threads.
public final class PublicTokens {
    /// Of the largest id.
    public static final int LENGTH_MAX = 45;

    private static final int TAG_BYTES = 10;
    private static final byte[] NOTHING = {};

    private final int current;
    private final Map<Integer, Mac> prepared = new HashMap<>();

    public PublicTokens(TokenKeys keys) {
        current = keys.current();
        keys.keys().forEach((id, key) -> prepared.put(id, mac(key)));
    }

    private static Mac mac(SecretKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// At most [#LENGTH_MAX] characters of `a-z2-7`.
    public String token(MessageId message) {
        return token(message, NOTHING);
    }

    /// @param covered what stands beside the token and must not change either, as a link's target
    public String token(MessageId message, byte[] covered) {
        var payload = new Payload(current, message).bytes();
        var token = Arrays.copyOf(payload, payload.length + TAG_BYTES);
        var tag = tag(mac(current).orElseThrow(), token, payload.length, covered);
        System.arraycopy(tag, 0, token, payload.length, TAG_BYTES);
        return Base32.encode(token);
    }

    /// The message that `token` names, or empty if a character of it is not as it was made.
    public Optional<MessageId> message(String token) {
        return message(token, NOTHING);
    }

    /// @param covered as it was given when the token was made
    public Optional<MessageId> message(String token, byte[] covered) {
        if (token.length() > LENGTH_MAX) return Optional.empty();
        return Base32.decode(token).flatMap(bytes -> checked(bytes, covered));
    }

    /// The message that a token claims to name. Nothing is believed of it: it tells where to look for what
    /// its tag covers.
    public Optional<MessageId> claimed(String token) {
        if (token.length() > LENGTH_MAX) return Optional.empty();
        return Base32.decode(token)
                .flatMap(bytes -> Payload.parse(bytes, bytes.length - TAG_BYTES))
                .map(Payload::message);
    }

    private Optional<MessageId> checked(byte[] token, byte[] covered) {
        var length = token.length - TAG_BYTES;
        var payload = Payload.parse(token, length);
        return payload.flatMap(said -> mac(said.keyId()))
                .map(mac -> tag(mac, token, length, covered))
                .filter(tag -> isTag(tag, token, length))
                .flatMap(_ -> payload.map(Payload::message));
    }

    /// In the same time wherever they differ.
    private static boolean isTag(byte[] tag, byte[] token, int length) {
        return MessageDigest.isEqual(tag, Arrays.copyOfRange(token, length, token.length));
    }

    private Optional<Mac> mac(int id) {
        return Optional.ofNullable(prepared.get(id));
    }

    private static byte[] tag(Mac prepared, byte[] payload, int length, byte[] covered) {
        try {
            // A copy of a Mac that has its key is cheaper than setting the key again.
            var mac = (Mac) prepared.clone();
            mac.update(payload, 0, length);
            // The payload says where it ends, so nothing of it can pass for what is covered.
            mac.update(covered);
            return Arrays.copyOf(mac.doFinal(), TAG_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be copied", e);
        }
    }
}

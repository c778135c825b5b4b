package postrider.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Compresses, then encrypts (AES-256-GCM). What is sealed is bound to its place: moved elsewhere, it
/// does not open. Layout: format, key id (4 bytes), nonce (12 bytes), ciphertext and tag. Safe for
/// many threads.
public final class Seal {
    private static final byte FORMAT = 1;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

    private final Compression compression;
    private final SecureRandom random = new SecureRandom();

    public Seal(Compression compression) {
        this.compression = compression;
    }

    /// @param place what these bytes are and where they belong, such as `block cmp_1/7 0`
    public byte[] close(SecretKey key, String place, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var encrypted =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, place)
                            .doFinal(compression.compress(plain));
            return ByteBuffer.allocate(HEADER_BYTES + encrypted.length)
                    .put(FORMAT)
                    .put(keyId(key))
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot encrypt with AES-GCM", e);
        }
    }

    /// @throws KeyVault.KeyMissing if another key closed it, it was changed, or it is not from `place`
    public byte[] open(SecretKey key, String place, byte[] sealed) {
        if (sealed.length < HEADER_BYTES || sealed[0] != FORMAT) {
            throw new KeyVault.KeyMissing("these are not sealed bytes of a known format: " + place);
        }
        var id = Arrays.copyOfRange(sealed, 1, 1 + KEY_ID_BYTES);
        if (!Arrays.equals(id, keyId(key)))
            throw new KeyVault.KeyMissing("sealed with another key: " + place);
        var nonce = Arrays.copyOfRange(sealed, 1 + KEY_ID_BYTES, HEADER_BYTES);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, place);
            return compression.expand(
                    cipher.doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES));
        } catch (GeneralSecurityException e) {
            throw new KeyVault.KeyMissing("changed since it was sealed, or moved: " + place);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] keyId(SecretKey key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Arrays.copyOf(digest, KEY_ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

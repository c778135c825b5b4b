package postrider.mail.dkim;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Private keys in PEM (RFC 7468).
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /// A key of 4096 bits takes 3.3 KB.
    private static final int CHARS_MAX = 16_384;

    /// The object identifier of RSA with its NULL parameter, as DER (RFC 8017 A.1).
    private static final byte[] RSA_IDENTIFIER = {
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PemKey() {}

    static PrivateKey parse(String pem) {
        var block = BLOCK.matcher(pem.length() <= CHARS_MAX ? pem : "");
        if (!block.find()) {
            throw new IllegalArgumentException(
                    "a DKIM key is PEM and begins with BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY,"
                            + " without a passphrase");
        }
        var der = Base64.getMimeDecoder().decode(block.group(2));
        var pkcs8 = block.group(1).startsWith("RSA") ? wrapped(der) : der;
        return keyOf("RSA", pkcs8)
                .or(() -> keyOf("Ed25519", pkcs8))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "a DKIM key is RSA or Ed25519: this PEM holds neither"));
    }

    private static Optional<PrivateKey> keyOf(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(
                    KeyFactory.getInstance(algorithm)
                            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /// PKCS#1 inside PKCS#8 (RFC 5208 5): version 0, RSA, the key as an octet string.
    private static byte[] wrapped(byte[] pkcs1) {
        var octets = der(0x04, pkcs1);
        var version = new byte[] {0x02, 0x01, 0x00};
        var content =
                ByteBuffer.allocate(version.length + RSA_IDENTIFIER.length + octets.length)
                        .put(version)
                        .put(RSA_IDENTIFIER)
                        .put(octets);
        return der(0x30, content.array());
    }

    private static byte[] der(int tag, byte[] content) {
        // The long form with two octets holds any key that is taken.
        return ByteBuffer.allocate(content.length + 4)
                .put((byte) tag)
                .put((byte) 0x82)
                .putShort((short) content.length)
                .put(content)
                .array();
    }
}

package postrider.mail.token;

import java.util.Optional;

/// Base 32 of RFC 4648 6 in lower case and without padding: the only common alphabet that survives
/// mail systems that fold the case of local parts.
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int held = 0;
        int count = 0;
        for (var b : bytes) {
            held = held << 8 | b & 0xff;
            for (count += 8; count >= 5; count -= 5)
                text.append(ALPHABET.charAt(held >> count - 5 & 31));
            held &= (1 << count) - 1;
        }
        if (count > 0) text.append(ALPHABET.charAt(held << 5 - count & 31));
        return text.toString();
    }

    /// The bytes, if `text` is what [#encode] makes of them and not merely something like it: one
    /// text for one value.
    static Optional<byte[]> decode(String text) {
        var bytes = new byte[text.length() * 5 / 8];
        // A last character that no byte needs.
        if ((text.length() * 5 & 7) >= 5) return Optional.empty();
        int held = 0;
        int count = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            var value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) return Optional.empty();
            held = held << 5 | value;
            count += 5;
            if (count < 8) continue;
            count -= 8;
            bytes[at++] = (byte) (held >> count);
            held &= (1 << count) - 1;
        }
        return held == 0 ? Optional.of(bytes) : Optional.empty();
    }
}

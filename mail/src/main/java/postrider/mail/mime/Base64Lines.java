package postrider.mail.mime;

import java.nio.charset.StandardCharsets;

/// Base64 in lines of 76 (RFC 2045 6.8), each ended by CRLF, without a copy.
final class Base64Lines {
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                    .getBytes(StandardCharsets.US_ASCII);

    /// 76 characters.
    private static final int BYTES_A_LINE = 57;

    private Base64Lines() {}

    static void encode(Bytes from, Bytes to) {
        var array = from.array();
        for (int i = 0; i < from.length(); i += BYTES_A_LINE) {
            encode(array, i, Math.min(i + BYTES_A_LINE, from.length()), to);
            to.add('\r');
            to.add('\n');
        }
    }

    static void encode(byte[] array, int from, int to, Bytes out) {
        int i = from;
        for (; i + 2 < to; i += 3) {
            int bits =
                    ((array[i] & 0xff) << 16)
                            | ((array[i + 1] & 0xff) << 8)
                            | (array[i + 2] & 0xff);
            out.add(ALPHABET[bits >> 18]);
            out.add(ALPHABET[(bits >> 12) & 63]);
            out.add(ALPHABET[(bits >> 6) & 63]);
            out.add(ALPHABET[bits & 63]);
        }
        if (i == to) return;
        int bits = ((array[i] & 0xff) << 16) | (i + 1 < to ? (array[i + 1] & 0xff) << 8 : 0);
        out.add(ALPHABET[bits >> 18]);
        out.add(ALPHABET[(bits >> 12) & 63]);
        out.add(i + 1 < to ? ALPHABET[(bits >> 6) & 63] : '=');
        out.add('=');
    }
}

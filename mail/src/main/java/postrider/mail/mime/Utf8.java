package postrider.mail.mime;

/// UTF-8 (RFC 3629) straight into [Bytes]. Half a surrogate pair becomes U+FFFD.
final class Utf8 {
    private static final int REPLACEMENT = 0xFFFD;

    private Utf8() {}

    static int width(int codePoint) {
        var c = sound(codePoint);
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    private static int sound(int codePoint) {
        return codePoint >= 0xD800 && codePoint <= 0xDFFF ? REPLACEMENT : codePoint;
    }

    static void encode(int codePoint, Bytes to) {
        var c = sound(codePoint);
        switch (width(c)) {
            case 1 -> to.add(c);
            case 2 -> {
                to.add(0xC0 | (c >> 6));
                to.add(0x80 | (c & 0x3F));
            }
            case 3 -> {
                to.add(0xE0 | (c >> 12));
                to.add(0x80 | ((c >> 6) & 0x3F));
                to.add(0x80 | (c & 0x3F));
            }
            default -> {
                to.add(0xF0 | (c >> 18));
                to.add(0x80 | ((c >> 12) & 0x3F));
                to.add(0x80 | ((c >> 6) & 0x3F));
                to.add(0x80 | (c & 0x3F));
            }
        }
    }

    /// Appends text whose line ends become CRLF.
    static void encodeLines(String text, Bytes to) {
        for (int i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c != '\r' && c != '\n') {
                encode(c, to);
                continue;
            }
            if (c == '\r' && i < text.length() && text.charAt(i) == '\n') i++;
            to.add('\r');
            to.add('\n');
        }
    }

    static void encode(String text, Bytes to) {
        for (int i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            encode(c, to);
            i += Character.charCount(c);
        }
    }
}

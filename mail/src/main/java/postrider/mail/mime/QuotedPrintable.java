package postrider.mail.mime;

import java.nio.charset.StandardCharsets;

/// Quoted-printable (RFC 2045 6.7) in pieces: every piece begins at the start of a line and ends
/// there, by a soft line break if need be. So pieces that were encoded apart can be put together in
/// any order.
final class QuotedPrintable {
    /// RFC 2045 6.7 (5): 76 with the `=` of a soft line break.
    private static final int LINE_MAX = 75;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private QuotedPrintable() {}

    /// Appends the text. CR, LF and CRLF each become one line end.
    static void encode(String text, Bytes to) {
        int column = 0;
        for (int i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r' || c == '\n') {
                if (c == '\r' && i < text.length() && text.charAt(i) == '\n') i++;
                newLine(to);
                column = 0;
            } else if (isPlain(c) || (isBlank(c) && !endsLine(text, i))) {
                if (column + 1 > LINE_MAX) column = softBreak(to);
                to.add(c);
                column++;
            } else {
                int width = 3 * Utf8.width(c);
                if (column + width > LINE_MAX) column = softBreak(to);
                escape(c, to);
                column += width;
            }
        }
        if (column > 0) softBreak(to);
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c < 0x7f && c != '=';
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /// A blank before a line end would be stripped on the way.
    private static boolean endsLine(String text, int next) {
        return next < text.length() && (text.charAt(next) == '\n' || text.charAt(next) == '\r');
    }

    private static int softBreak(Bytes to) {
        to.add('=');
        newLine(to);
        return 0;
    }

    private static void newLine(Bytes to) {
        to.add('\r');
        to.add('\n');
    }

    private static void escape(int c, Bytes to) {
        int start = to.length();
        Utf8.encode(c, to);
        int end = to.length();
        to.reserve(2 * (end - start));
        var array = to.array();
        for (int i = end - 1, at = to.length(); i >= start; i--) {
            int octet = array[i] & 0xff;
            array[--at] = HEX[octet & 15];
            array[--at] = HEX[octet >> 4];
            array[--at] = '=';
        }
    }
}

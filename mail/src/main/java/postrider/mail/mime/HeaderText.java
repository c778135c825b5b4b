package postrider.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Text in a header field, folded, and in encoded words (RFC 2047) where it is not plain ASCII.
/// Whatever the text holds, what comes out is printable ASCII, and every line end in it is a fold.
public final class HeaderText {
    /// RFC 5322 2.1.1.
    private static final int LINE_MAX = 78;

    /// RFC 2047 2: an encoded word has at most 75 characters.
    private static final int WORD_MAX = 75;

    private static final String B_START = "=?UTF-8?B?";
    private static final String Q_START = "=?UTF-8?Q?";
    private static final String END = "?=";

    private HeaderText() {}

    /// The text as one line: controls and line ends become blanks, the ends are trimmed.
    public static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBreak(text.charAt(i))) return replaced(text);
        }
        return text.strip();
    }

    private static String replaced(String text) {
        var line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            line.append(isBreak(text.charAt(i)) ? ' ' : text.charAt(i));
        }
        return line.toString().strip();
    }

    /// Controls of both kinds, and the two separators that some programs take for line ends.
    private static boolean isBreak(char c) {
        return c < ' ' || (c >= 0x7f && c <= 0x9f) || c == '\u2028' || c == '\u2029';
    }

    /// Appends an unstructured field such as Subject, with its line end.
    public static void field(String name, String text, Bytes to) {
        to.addAscii(name);
        to.add(':');
        to.add(' ');
        append(oneLine(text), name.length() + 2, to);
        to.addAscii("\r\n");
    }

    private static void append(String line, int column, Bytes to) {
        if (!isPlain(line)) encodedWords(line, column, to);
        else if (column + line.length() <= LINE_MAX) to.addAscii(line);
        else folded(line, column, to);
    }

    /// Whether it may stand as it is: ASCII, no word that looks encoded, no word too long for a line.
    private static boolean isPlain(String line) {
        int word = 0;
        for (int i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c < ' ' || c > 0x7e) return false;
            word = c == ' ' ? 0 : word + 1;
            if (word > WORD_MAX - 15) return false;
        }
        return !line.contains("=?");
    }

    /// A fold goes before a blank, and the line after it has a word: the blanks stay as they were.
    private static void folded(String line, int column, Bytes to) {
        int start = 0;
        while (start < line.length()) {
            int word = start;
            while (word < line.length() && line.charAt(word) == ' ') word++;
            int end = line.indexOf(' ', word);
            if (end < 0) end = line.length();
            if (start > 0 && column + end - start > LINE_MAX) {
                to.addAscii("\r\n");
                column = 0;
            }
            to.addAscii(line.substring(start, end));
            column += end - start;
            start = end;
        }
    }

    private static void encodedWords(String line, int column, Bytes to) {
        var inQ = line.codePoints().mapToLong(HeaderText::widthInQ).sum();
        var inB = line.getBytes(StandardCharsets.UTF_8).length * 4L / 3;
        var words = new EncodedWords(to, column);
        if (inQ <= inB) words.inQ(line);
        else words.inB(line);
    }

    static int widthInQ(int c) {
        return c == ' ' || isQPlain(c) ? 1 : 3 * Utf8.width(c);
    }

    /// RFC 2047 5 (3): what may stand in a phrase, too.
    private static boolean isQPlain(int c) {
        return c < 0x7f && (Character.isLetterOrDigit(c) || "!*+-/".indexOf(c) >= 0);
    }

    /// Appends words that each hold whole characters, one a line after the first.
    private static final class EncodedWords {
        private final Bytes to;
        private int column;

        EncodedWords(Bytes to, int column) {
            this.to = to;
            this.column = column;
        }

        private int room() {
            return Math.min(WORD_MAX, LINE_MAX - 2 - column) - Q_START.length() - END.length();
        }

        private void next() {
            to.addAscii("\r\n ");
            column = 1;
        }

        void inQ(String line) {
            for (int i = 0; i < line.length(); ) {
                if (i > 0 || room() < 12) next();
                to.addAscii(Q_START);
                int left = room();
                for (; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
                    left -= widthInQ(line.codePointAt(i));
                    if (left < 0) break;
                    addQ(line.codePointAt(i));
                }
                to.addAscii(END);
            }
        }

        private void addQ(int c) {
            if (c == ' ') to.add('_');
            else if (isQPlain(c)) to.add(c);
            else {
                var octets = new Bytes();
                Utf8.encode(c, octets);
                for (int i = 0; i < octets.length(); i++) {
                    to.addAscii("=" + HEX.toHexDigits(octets.array()[i]));
                }
            }
        }

        void inB(String line) {
            var chunk = new Bytes();
            for (int i = 0; i < line.length(); ) {
                if (i > 0 || room() < 12) next();
                int octetsLeft = room() / 4 * 3;
                chunk.clear();
                for (; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
                    octetsLeft -= Utf8.width(line.codePointAt(i));
                    if (octetsLeft < 0) break;
                    Utf8.encode(line.codePointAt(i), chunk);
                }
                to.addAscii(B_START);
                Base64Lines.encode(chunk.array(), 0, chunk.length(), to);
                to.addAscii(END);
            }
        }
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// Appends `Name: "Display" <address>` with its line end; the display name may be empty.
    ///
    /// @param address checked by the caller; one outside ASCII is written in UTF-8 (RFC 6532)
    public static void mailbox(String name, String display, String address, Bytes to) {
        to.addAscii(name);
        to.add(':');
        to.add(' ');
        var shown = oneLine(display);
        int column = name.length() + 2;
        int before = to.length();
        if (!shown.isEmpty()) phrase(shown, column, to);
        column += to.length() - before;
        if (!shown.isEmpty()) to.addAscii(column + address.length() + 3 > LINE_MAX ? "\r\n " : " ");
        to.add('<');
        Utf8.encode(address, to);
        to.addAscii(">\r\n");
    }

    private static void phrase(String shown, int column, Bytes to) {
        if (!isPlain(shown) || shown.length() > LINE_MAX / 2) encodedWords(shown, column, to);
        else if (shown.codePoints().allMatch(c -> c == ' ' || isQPlain(c))) to.addAscii(shown);
        else to.addAscii('"' + shown.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
}

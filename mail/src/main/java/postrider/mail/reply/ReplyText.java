package postrider.mail.reply;

import java.nio.charset.StandardCharsets;

/// The words of a reply, fit to store and to show: one line, no control characters, addresses
/// replaced by `<address>`.
///
/// @param enhanced the enhanced status code (RFC 3463), or empty
/// @param text the rest, lines joined by a blank, at most [#TEXT_MAX] long; longer than what is
///     stored, because what matters may stand late
public record ReplyText(String enhanced, String text) {
    public static final int TEXT_MAX = 2_000;

    private static final String TOKEN = "<address>";
    private static final String[] COMMON = {"2.0.0", "2.1.0", "2.1.5", "2.6.0"};

    /// @param bytes the lines without their reply codes, joined by line feeds
    public static ReplyText of(byte[] bytes, int length) {
        var simple = true;
        for (var i = 0; i < length && simple; i++)
            simple = bytes[i] >= ' ' && bytes[i] != 0x7f && bytes[i] != '@';
        if (simple) return ofLine(bytes, length);
        return of(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    /// One line of printable ASCII without an address, as nearly all are.
    private static ReplyText ofLine(byte[] bytes, int length) {
        var count = Math.min(length, TEXT_MAX);
        var line = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        var codeLength = enhancedLength(line, 0, count);
        if (codeLength == 0) return new ReplyText("", line.strip());
        return new ReplyText(
                known(line.substring(0, codeLength)), line.substring(codeLength).strip());
    }

    /// @param lines the lines without their reply codes, joined by line feeds
    public static ReplyText of(String lines) {
        var enhanced = "";
        var text = new StringBuilder();
        for (var line : lines.split("\n", -1)) {
            var codeLength = enhancedLength(line, 0, line.length());
            if (enhanced.isEmpty()) enhanced = known(line.substring(0, codeLength));
            else if (!line.startsWith(enhanced)) codeLength = 0;
            if (!text.isEmpty()) text.append(' ');
            text.append(line.substring(codeLength).strip());
        }
        var clean = tokenised(blanked(text)).strip();
        return new ReplyText(
                enhanced, clean.length() > TEXT_MAX ? clean.substring(0, TEXT_MAX) : clean);
    }

    private static String known(String code) {
        for (var common : COMMON) if (common.equals(code)) return common;
        return code;
    }

    /// The length of an enhanced status code at `from` that ends with a blank or the line, or 0.
    private static int enhancedLength(String line, int from, int to) {
        if (from + 5 > to || line.charAt(from + 1) != '.') return 0;
        var c = line.charAt(from);
        if (c != '2' && c != '4' && c != '5') return 0;
        var subject = digitsAt(line, from + 2, to);
        var dot = from + 2 + subject;
        if (subject == 0 || dot >= to || line.charAt(dot) != '.') return 0;
        var detail = digitsAt(line, dot + 1, to);
        var end = dot + 1 + detail;
        if (detail == 0 || (end < to && line.charAt(end) > ' ')) return 0;
        return end - from;
    }

    /// RFC 3463 2: up to three digits.
    private static int digitsAt(String line, int from, int to) {
        var count = 0;
        while (from + count < to && count < 4 && isDigit(line.charAt(from + count))) count++;
        return count <= 3 ? count : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static StringBuilder blanked(StringBuilder text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            // Also the marks that turn the direction of writing or hide text.
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
                text.setCharAt(i, ' ');
        }
        return text;
    }

    private static String tokenised(CharSequence text) {
        var out = new StringBuilder(text.length());
        var done = 0;
        for (var at = indexOfAt(text, 0); at >= 0; at = indexOfAt(text, Math.max(at + 1, done))) {
            var from = localStart(text, at, done);
            var to = domainEnd(text, at);
            if (from == at && to == at + 1) continue;
            if (from > done && text.charAt(from - 1) == '<') from--;
            if (to < text.length() && text.charAt(to) == '>') to++;
            out.append(text, done, from).append(TOKEN);
            done = to;
        }
        return out.append(text, done, text.length()).toString();
    }

    private static int indexOfAt(CharSequence text, int from) {
        for (var i = from; i < text.length(); i++) if (text.charAt(i) == '@') return i;
        return -1;
    }

    private static int localStart(CharSequence text, int at, int bound) {
        var from = at;
        if (from > bound && text.charAt(from - 1) == '"') {
            for (from -= 2; from >= bound; from--) if (text.charAt(from) == '"') return from;
            return at - 1;
        }
        while (from > bound && isLocal(text.charAt(from - 1))) from--;
        return from;
    }

    private static int domainEnd(CharSequence text, int at) {
        var to = at + 1;
        while (to < text.length() && isDomain(text.charAt(to))) to++;
        while (to > at + 1 && text.charAt(to - 1) == '.') to--;
        return to;
    }

    /// The atoms of RFC 5322 3.2.3, without the quotes, which stand around addresses more often
    /// than in them.
    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || c >= 0x80 || ".!#$%&*+-/=?^_{|}~".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c >= 0x80 || ".-_".indexOf(c) >= 0;
    }
}

package postrider.mail.mime;

import java.util.List;

/// How a part's text travels (RFC 2045 6).
enum TransferEncoding {
    /// As it is: short lines of ASCII that no value changes.
    SEVEN_BIT("7bit"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    private static final int LINE_MAX = 76;

    private final String token;

    TransferEncoding(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    /// Chooses by what is known before there are values: the fixed texts.
    static TransferEncoding of(List<String> fixedTexts, boolean isWhole) {
        if (isWhole && fixedTexts.stream().allMatch(TransferEncoding::isShortAscii))
            return SEVEN_BIT;
        long octets = 0;
        long escaped = 0;
        for (var text : fixedTexts) {
            octets += text.codePoints().mapToLong(Utf8::width).sum();
            escaped += text.codePoints().filter(c -> c > 0x7e).mapToLong(Utf8::width).sum();
        }
        // Quoted-printable trebles an octet that is not ASCII, base64 adds a third to all of them.
        return escaped * 2 > octets / 3 ? BASE64 : QUOTED_PRINTABLE;
    }

    private static boolean isShortAscii(String text) {
        var isAscii = text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t');
        // A line of dashes could be taken for a boundary, and some hosts change "From ".
        return isAscii
                && text.lines()
                        .allMatch(line ->
                                line.length() <= LINE_MAX
                                        && line.stripTrailing().equals(line)
                                        && !line.startsWith("--")
                                        && !line.startsWith("From "));
    }
}

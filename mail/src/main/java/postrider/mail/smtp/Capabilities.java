package postrider.mail.smtp;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a host offers in its answer to EHLO.
///
/// @param sizeMax the largest mail it takes, in bytes (RFC 1870); [Long#MAX_VALUE] if it names none
record Capabilities(Set<Extension> offered, long sizeMax) {
    /// A host that knows HELO only.
    static final Capabilities NONE =
            new Capabilities(EnumSet.noneOf(Extension.class), Long.MAX_VALUE);

    enum Extension {
        PIPELINING,
        EIGHT_BIT_MIME,
        SMTP_UTF8,
        SIZE,
        START_TLS,
        AUTH_PLAIN,
        AUTH_LOGIN
    }

    /// @param lines the answer, line by line; the first is a greeting
    static Capabilities of(List<String> lines) {
        var offered = EnumSet.noneOf(Extension.class);
        var sizeMax = Long.MAX_VALUE;
        for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            var words = line.strip().toUpperCase(Locale.ROOT).split("[ =]+", -1);
            switch (words[0]) {
                case "PIPELINING" -> offered.add(Extension.PIPELINING);
                case "8BITMIME" -> offered.add(Extension.EIGHT_BIT_MIME);
                case "SMTPUTF8" -> offered.add(Extension.SMTP_UTF8);
                case "STARTTLS" -> offered.add(Extension.START_TLS);
                case "AUTH" -> addAuth(List.of(words), offered);
                case "SIZE" -> {
                    offered.add(Extension.SIZE);
                    if (words.length > 1) sizeMax = size(words[1]);
                }
                default -> {} // one of many that ask nothing of us
            }
        }
        return new Capabilities(offered, sizeMax);
    }

    private static void addAuth(List<String> words, Set<Extension> offered) {
        if (words.contains("PLAIN")) offered.add(Extension.AUTH_PLAIN);
        if (words.contains("LOGIN")) offered.add(Extension.AUTH_LOGIN);
    }

    /// RFC 1870 3: zero means no fixed limit; up to twenty digits.
    private static long size(String digits) {
        if (!digits.matches("[0-9]{1,18}")) return Long.MAX_VALUE;
        var size = Long.parseLong(digits);
        return size == 0 ? Long.MAX_VALUE : size;
    }

    boolean has(Extension extension) {
        return offered.contains(extension);
    }
}

package postrider.mail.tlspolicy;

import java.util.Locale;
import java.util.regex.Pattern;

/// A host name, or `*.` and a domain: one label before it, whichever (RFC 8461 4.1, RFC 6125 6.4.3).
///
/// @param text in lower case, without a final dot
public record HostPattern(String text) {
    private static final Pattern FORM =
            Pattern.compile("(\\*\\.)?[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,30}");
    private static final String ANY_LABEL = "*";

    public HostPattern {
        text = text.toLowerCase(Locale.ROOT);
        if (text.endsWith(".")) text = text.substring(0, text.length() - 1);
        if (!isPattern(text))
            throw new IllegalArgumentException(
                    "a host pattern is a host name, or *. and a domain of two labels or more");
    }

    /// `*.com` would be everyone.
    private static boolean isPattern(String text) {
        if (text.length() > 253 || !FORM.matcher(text).matches()) return false;
        return !text.startsWith(ANY_LABEL) || text.indexOf('.', 2) > 0;
    }

    public static boolean isValid(String text) {
        var plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return isPattern(plain.toLowerCase(Locale.ROOT));
    }

    /// @param host in lower case, without a final dot
    public boolean matches(String host) {
        if (!text.startsWith(ANY_LABEL)) return text.equals(host);
        var dot = host.indexOf('.');
        return dot > 0 && text.substring(1).equals(host.substring(dot));
    }
}

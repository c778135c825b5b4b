package postrider.mail.template;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a value goes through before it is written, by where it stands.
enum Guard {
    /// Subject and text part: as it is.
    PLAIN,
    /// Text part, where an address was the target of a link.
    PLAIN_URL,
    /// HTML text, or inside a quoted attribute.
    HTML,
    /// The start of a URL attribute.
    HTML_URL,
    /// Inside a style attribute or element.
    CSS,
    /// The start of `url(` in a style.
    CSS_URL;

    /// What a value becomes that names no address a mail may lead to.
    static final String NOWHERE = "about:blank";

    private static final List<String> SCHEMES =
            List.of("https:", "http:", "mailto:", "tel:", "cid:");

    String apply(String text) {
        return switch (this) {
            case PLAIN -> text;
            case PLAIN_URL -> url(text);
            case HTML -> escape(text);
            case HTML_URL -> escape(url(text));
            case CSS -> isHarmlessInCss(text) ? text : "";
            case CSS_URL -> percentEncodeForCss(url(text));
        };
    }

    /// The text if it begins with a scheme that is allowed; blanks and controls before it would be
    /// skipped by a browser, so they are skipped here too.
    private static String url(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) <= ' ') start++;
        for (var scheme : SCHEMES) {
            if (text.regionMatches(true, start, scheme, 0, scheme.length()))
                return text.substring(start);
        }
        return NOWHERE;
    }

    private static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (entity(text.charAt(i)) != null) return escapeFrom(text, i);
        }
        return text;
    }

    private static String escapeFrom(String text, int first) {
        var escaped = new StringBuilder(text.length() + 32).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            var entity = entity(text.charAt(i));
            if (entity == null) escaped.append(text.charAt(i));
            else escaped.append(entity);
        }
        return escaped.toString();
    }

    private static @Nullable String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }

    /// Colours, lengths and names pass; nothing that could end a declaration or call a function does.
    private static boolean isHarmlessInCss(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || " #%.,-_".indexOf(c) >= 0);
            if (!isPlain) return false;
        }
        return true;
    }

    private static String percentEncodeForCss(String url) {
        var encoded = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            var c = url.charAt(i);
            if (c <= ' ' || c == 0x7f || "\"'()\\<>&;".indexOf(c) >= 0)
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            else encoded.append(c);
        }
        return encoded.toString();
    }
}

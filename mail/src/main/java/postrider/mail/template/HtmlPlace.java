package postrider.mail.template;

import java.util.Locale;
import java.util.Set;

/// Where in HTML a point lies, as far as it matters to a value that is written there. Moves on one
/// character at a time.
///
/// @param word the name being read (of an element or attribute), or the last characters of a style
/// @param element the element whose tag or raw text this is
/// @param quote the quote that ends the value, or blank
record HtmlPlace(Mode mode, String element, String word, char quote) {
    enum Mode {
        TEXT,
        /// After `<`.
        TAG_NAME,
        /// Between attributes.
        TAG,
        ATTRIBUTE_NAME,
        /// After an attribute's name and `=`.
        BEFORE_VALUE,
        /// At the start of a URL attribute: nothing but blanks so far, or a scheme not yet complete.
        URL_START,
        VALUE,
        STYLE_VALUE,
        /// Inside an attribute that runs script.
        SCRIPT_VALUE,
        UNQUOTED,
        COMMENT,
        /// Inside `<style>`.
        STYLE,
        /// Inside `<script>`.
        SCRIPT
    }

    static final HtmlPlace START = new HtmlPlace(Mode.TEXT, "", "", ' ');

    private static final Set<String> URL_ATTRIBUTES =
            Set.of(
                    "href",
                    "src",
                    "action",
                    "formaction",
                    "background",
                    "cite",
                    "poster",
                    "data",
                    "longdesc",
                    "xlink:href",
                    "srcset",
                    "ping",
                    "manifest",
                    "codebase",
                    "usemap");

    /// Enough of a style to recognise `url("` at its end.
    private static final int STYLE_TAIL = 8;

    private static final int WORD_MAX = 40;

    HtmlPlace after(char c) {
        return switch (mode) {
            case TEXT -> c == '<' ? in(Mode.TAG_NAME, "", "") : this;
            case TAG_NAME -> afterTagName(c);
            case TAG -> afterTag(c);
            case ATTRIBUTE_NAME -> afterAttributeName(c);
            case BEFORE_VALUE -> afterEquals(c);
            case URL_START -> afterUrlStart(c);
            case VALUE, SCRIPT_VALUE -> c == quote ? in(Mode.TAG, element, "") : this;
            case STYLE_VALUE -> c == quote ? in(Mode.TAG, element, "") : styled(c);
            case UNQUOTED -> c == '>' ? closed() : isBlank(c) ? in(Mode.TAG, element, "") : this;
            case COMMENT -> afterComment(c);
            case STYLE, SCRIPT -> afterRaw(c);
        };
    }

    private HtmlPlace in(Mode next, String nextElement, String nextWord) {
        return new HtmlPlace(next, nextElement, nextWord, ' ');
    }

    private HtmlPlace afterTagName(char c) {
        if (c == '>') return new HtmlPlace(mode, word, "", ' ').closed();
        if (isBlank(c) || (c == '/' && !word.isEmpty())) {
            return word.isEmpty() ? START : in(Mode.TAG, word, "");
        }
        var read = lengthened(c);
        if (read.equals("!--")) return in(Mode.COMMENT, "", "");
        var startsTag = Character.isLetter(read.charAt(0)) || "/!?".indexOf(read.charAt(0)) >= 0;
        return startsTag ? in(Mode.TAG_NAME, "", read) : START;
    }

    private HtmlPlace afterTag(char c) {
        if (c == '>') return closed();
        if (isBlank(c) || c == '/') return this;
        return in(Mode.ATTRIBUTE_NAME, element, String.valueOf(lower(c)));
    }

    private HtmlPlace afterAttributeName(char c) {
        if (c == '>') return closed();
        if (c == '=') return new HtmlPlace(Mode.BEFORE_VALUE, element, word, ' ');
        if (c == '/') return in(Mode.TAG, element, "");
        // A blank may still be followed by "=", so the name is kept.
        return isBlank(c) ? this : in(Mode.ATTRIBUTE_NAME, element, lengthened(c));
    }

    private HtmlPlace afterEquals(char c) {
        if (isBlank(c)) return this;
        if (c == '>') return closed();
        if (c != '"' && c != '\'') return in(Mode.UNQUOTED, element, "");
        return new HtmlPlace(modeOfValue(), element, "", c);
    }

    private Mode modeOfValue() {
        if (URL_ATTRIBUTES.contains(word)) return Mode.URL_START;
        if (word.startsWith("on") || word.equals("srcdoc")) return Mode.SCRIPT_VALUE;
        return word.equals("style") ? Mode.STYLE_VALUE : Mode.VALUE;
    }

    /// A scheme is settled by what ends it, or by what no scheme holds.
    private HtmlPlace afterUrlStart(char c) {
        if (c == quote) return in(Mode.TAG, element, "");
        return ":/?#".indexOf(c) >= 0 ? new HtmlPlace(Mode.VALUE, element, "", quote) : this;
    }

    private HtmlPlace styled(char c) {
        var tail = word + lower(c);
        if (tail.length() > STYLE_TAIL) tail = tail.substring(tail.length() - STYLE_TAIL);
        return new HtmlPlace(mode, element, isBlank(c) ? word : tail, quote);
    }

    /// `<!--[if mso]>` opens HTML that some readers show: what follows is text again.
    private HtmlPlace afterComment(char c) {
        var tail = word.length() < 3 || word.startsWith("[") ? word + c : word.substring(1) + c;
        // An empty comment ends at once: `<!-->`, as in `<!--[if !mso]><!-->`.
        if (tail.equals(">") || tail.equals("->")) return START;
        if (tail.endsWith("-->") || (tail.startsWith("[if") && c == '>')) return START;
        if (tail.startsWith("[") && tail.length() > WORD_MAX * 4) tail = "xxx";
        return new HtmlPlace(mode, "", tail, ' ');
    }

    private HtmlPlace afterRaw(char c) {
        if (mode == Mode.STYLE && c != '<' && !word.startsWith("</")) return styled(c);
        var read = c == '<' ? "<" : word.startsWith("<") ? lengthened(c) : "";
        var end = mode == Mode.STYLE ? "</style" : "</script";
        if (read.equals(end)) return in(Mode.TAG, "", "");
        return new HtmlPlace(mode, element, end.startsWith(read) ? read : "", ' ');
    }

    private HtmlPlace closed() {
        return switch (element) {
            case "style" -> in(Mode.STYLE, element, "");
            case "script" -> in(Mode.SCRIPT, element, "");
            default -> START;
        };
    }

    private String lengthened(char c) {
        return word.length() < WORD_MAX ? word + lower(c) : word;
    }

    private static char lower(char c) {
        return String.valueOf(c).toLowerCase(Locale.ROOT).charAt(0);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    /// Whether a style ends at the start of an address.
    boolean isAtCssUrl() {
        return word.endsWith("url(") || word.endsWith("url('") || word.endsWith("url(\"");
    }

    /// The place after a value: it never ends what it stands in, because it is escaped.
    HtmlPlace afterValue() {
        return switch (mode) {
            case URL_START -> new HtmlPlace(Mode.VALUE, element, "", quote);
            case STYLE_VALUE, STYLE -> new HtmlPlace(mode, element, "", quote);
            case TEXT, TAG_NAME, TAG, ATTRIBUTE_NAME, BEFORE_VALUE, VALUE -> this;
            case SCRIPT_VALUE, UNQUOTED, COMMENT, SCRIPT -> this;
        };
    }
}

package postrider.mail.reply;

import java.util.List;
import postrider.message.Reason;

/// One line of the table: what a reply looks like, and what it means.
///
/// @param name names the rule in tests and reports
/// @param codes enhanced status codes without their class (`1.1`, or `7.` for all of a subject);
///     empty: any
/// @param phrases lower-case words of which the text holds one; empty: any
/// @param refused what a 5xx means; a 4xx is deferred for the same reason
record Rule(String name, List<String> codes, List<String> phrases, Reason reason, Refused refused) {
    /// Whose fault a refusal for good is.
    enum Refused {
        /// The recipient's, for ever.
        HARD,
        /// The recipient's, or nobody's, for now.
        SOFT,
        /// Ours.
        BLOCKED
    }

    Rule {
        codes = List.copyOf(codes);
        phrases = List.copyOf(phrases);
        if (codes.isEmpty() && phrases.isEmpty())
            throw new IllegalArgumentException("a rule looks at something: " + name);
        if (phrases.contains(""))
            throw new IllegalArgumentException("an empty phrase is in every text: " + name);
    }

    /// @param detail the enhanced status code without its class, or empty
    /// @param text in lower case
    boolean matches(String detail, String text) {
        return (codes.isEmpty() || hasCode(detail)) && (phrases.isEmpty() || hasPhrase(text));
    }

    private boolean hasCode(String detail) {
        for (var code : codes) {
            if (code.endsWith(".") ? detail.startsWith(code) : detail.equals(code)) return true;
        }
        return false;
    }

    private boolean hasPhrase(String text) {
        for (var phrase : phrases) if (text.contains(phrase)) return true;
        return false;
    }
}

package postrider.audience;

import java.net.IDN;
import java.util.Locale;

/// An address that mail can be sent to: a dot-atom local part (RFC 5321 4.1.2, RFC 6531 for
/// characters beyond ASCII) and a domain name of at least two labels, or a country's own (`io`).
/// Quoted local parts, address literals, comments and obsolete forms are refused: no customer has
/// one, and spam traps do.
///
/// @param local as it was given: only the far side may fold its case (RFC 5321 2.4)
/// @param domain in lower-case A-label form
public record Address(String local, String domain) {
    /// RFC 5321 4.5.3.1.1.
    private static final int LOCAL_MAX = 64;

    /// RFC 5321 4.5.3.1.3 leaves 254 for an address in a path.
    private static final int ADDRESS_MAX = 254;

    private static final int DOMAIN_MAX = 253;
    private static final String SPECIALS_ALLOWED = "!#$%&'*+-/=?^_`{|}~";

    /// What a text is: an address, or the reason why not.
    public sealed interface Parsed {
        record Valid(Address address) implements Parsed {}

        record Invalid(String why) implements Parsed {}
    }

    /// Blanks and tabs around the address do not matter.
    public static Parsed parse(String text) {
        var trimmed = trimmed(text);
        var at = trimmed.lastIndexOf('@');
        if (at < 0) return new Parsed.Invalid("no @");
        var local = trimmed.substring(0, at);
        var wrong = localProblem(local);
        if (!wrong.isEmpty()) return new Parsed.Invalid(wrong);
        return withDomain(local, trimmed.substring(at + 1));
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) start++;
        while (end > start && isBlank(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static Parsed withDomain(String local, String written) {
        if (written.startsWith("["))
            return new Parsed.Invalid("an address literal stands where a domain must");
        String domain;
        try {
            domain = isPlain(written) ? written : IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException _) {
            return new Parsed.Invalid("the domain is no domain name");
        }
        domain = domain.toLowerCase(Locale.ROOT);
        var wrong = domainProblem(domain);
        if (!wrong.isEmpty()) return new Parsed.Invalid(wrong);
        if (local.length() + 1 + domain.length() > ADDRESS_MAX) {
            return new Parsed.Invalid("longer than " + ADDRESS_MAX + " characters");
        }
        return new Parsed.Valid(new Address(local, domain));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    private static String localProblem(String local) {
        if (local.isEmpty()) return "nothing before the @";
        if (local.length() > LOCAL_MAX)
            return "more than " + LOCAL_MAX + " characters before the @";
        if (local.charAt(0) == '.' || local.endsWith(".") || local.contains("..")) {
            return "a dot at an end, or two together, before the @";
        }
        var bad = local.codePoints().filter(c -> !isAllowed(c)).findFirst();
        return bad.isEmpty() ? "" : "a character that may not stand before the @";
    }

    private static boolean isAllowed(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || SPECIALS_ALLOWED.indexOf(c) >= 0;
        }
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static String domainProblem(String domain) {
        if (domain.isEmpty()) return "nothing after the @";
        if (domain.length() > DOMAIN_MAX)
            return "the domain is longer than " + DOMAIN_MAX + " characters";
        int labels = 0;
        for (int start = 0; start <= domain.length(); labels++) {
            var dot = domain.indexOf('.', start);
            var end = dot < 0 ? domain.length() : dot;
            if (!isLabel(domain, start, end)) return "the domain is no domain name";
            start = end + 1;
        }
        if (labels < 2 && !isCountry(domain)) return "the domain has no dot";
        return isDigits(domain, domain.lastIndexOf('.') + 1) ? "the domain ends in a number" : "";
    }

    /// A few countries take mail at their own domain; any other single label is a slip or a host of
    /// some private net.
    private static boolean isCountry(String label) {
        return label.length() == 2
                && Character.isLetter(label.charAt(0))
                && Character.isLetter(label.charAt(1));
    }

    private static boolean isLabel(String domain, int start, int end) {
        if (end == start || end - start > 63) return false;
        if (domain.charAt(start) == '-' || domain.charAt(end - 1) == '-') return false;
        for (int i = start; i < end; i++) {
            var c = domain.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) return false;
        }
        return true;
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++)
            if (!Character.isDigit(text.charAt(i))) return false;
        return true;
    }

    /// What two addresses are compared by: the whole in lower case.
    public static String normalised(String local, String domain) {
        return local.toLowerCase(Locale.ROOT) + "@" + domain;
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}

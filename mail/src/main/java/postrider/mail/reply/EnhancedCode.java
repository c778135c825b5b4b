package postrider.mail.reply;

import java.util.regex.Pattern;

/// An enhanced status code (RFC 3463): `5.7.26`.
///
/// @param kind 2, 4 or 5; 0 for [#NONE]
record EnhancedCode(int kind, int subject, int detail) {
    static final EnhancedCode NONE = new EnhancedCode(0, 0, 0);

    private static final Pattern FORM = Pattern.compile("([245])\\.([0-9]{1,3})\\.([0-9]{1,3})");

    /// Some hosts write it in the middle: `550 #5.1.0 Address rejected`, `refused (5.7.1)`. What goes
    /// on after it with a dot and a digit is an IP address.
    private static final Pattern INSIDE =
            Pattern.compile(
                    "(?:^|[ #(\\[:])([45]\\.[0-9]{1,3}\\.[0-9]{1,3})(?=[ )\\],:;-]|\\.?$|\\. )");

    /// @param code of that form, or empty
    static EnhancedCode of(String code) {
        var match = FORM.matcher(code);
        if (!match.matches()) return NONE;
        return new EnhancedCode(
                number(match.group(1)), number(match.group(2)), number(match.group(3)));
    }

    /// The first that stands in a text.
    static EnhancedCode in(String text) {
        var match = INSIDE.matcher(text);
        return match.find() ? of(match.group(1)) : NONE;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}

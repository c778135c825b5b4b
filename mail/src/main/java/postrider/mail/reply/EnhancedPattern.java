package postrider.mail.reply;

import java.util.regex.Pattern;

/// Enhanced status codes that a rule looks for: `5.7.1`, `x.7.26` for any class, `x.7.*` for a whole
/// subject, `5.7.606-649` for a range.
///
/// @param kind 4 or 5, or 0 for both
record EnhancedPattern(int kind, int subject, int detailMin, int detailMax) {
    private static final int DETAIL_MAX = 999;

    private static final Pattern FORM =
            Pattern.compile("([45x])\\.([0-9]{1,3})\\.(\\*|([0-9]{1,3})(?:-([0-9]{1,3}))?)");

    /// @throws IllegalArgumentException saying how it is written
    static EnhancedPattern of(String text) {
        var match = FORM.matcher(text);
        if (!match.matches())
            throw new IllegalArgumentException(
                    "\"%s\" is no enhanced code: write 5.7.1, x.7.1, x.7.* or 5.7.606-649"
                            .formatted(text));
        var kind = match.group(1).equals("x") ? 0 : Integer.parseInt(match.group(1));
        var subject = Integer.parseInt(match.group(2));
        if (match.group(3).equals("*")) return new EnhancedPattern(kind, subject, 0, DETAIL_MAX);
        var first = Integer.parseInt(match.group(4));
        var last = match.group(5) == null ? first : Integer.parseInt(match.group(5));
        if (last < first)
            throw new IllegalArgumentException("\"%s\" ends before it starts".formatted(text));
        return new EnhancedPattern(kind, subject, first, last);
    }

    boolean matches(EnhancedCode code) {
        return code.subject() == subject
                && code.detail() >= detailMin
                && code.detail() <= detailMax
                && code.kind() != 0
                && (kind == 0 || kind == code.kind());
    }
}

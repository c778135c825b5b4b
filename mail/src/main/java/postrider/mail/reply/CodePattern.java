package postrider.mail.reply;

/// Reply codes that a rule looks for: `550`, or `4xx` for all that begin so.
record CodePattern(int min, int max) {
    /// @throws IllegalArgumentException saying how it is written
    static CodePattern of(String text) {
        if (text.matches("[45]xx")) {
            var first = 100 * (text.charAt(0) - '0');
            return new CodePattern(first, first + 99);
        }
        if (!text.matches("[45][0-9][0-9]"))
            throw new IllegalArgumentException(
                    "\"%s\" is no reply code of a refusal: write 550, 4xx or 5xx".formatted(text));
        return new CodePattern(Integer.parseInt(text), Integer.parseInt(text));
    }

    boolean matches(int code) {
        return code >= min && code <= max;
    }
}

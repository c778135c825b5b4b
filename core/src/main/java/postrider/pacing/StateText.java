package postrider.pacing;

import java.util.regex.Pattern;

/// Reads the texts in which states are kept. Whatever the text is, it throws nothing but
/// [IllegalArgumentException].
final class StateText {
    /// Longer is no state.
    private static final int LENGTH_MAX = 2_000;

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern REAL =
            Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,20}(E-?[0-9]{1,2})?)?");

    private StateText() {}

    /// The version and so many parts after it.
    static String[] parts(String text, String version, int count) {
        if (text.length() > LENGTH_MAX) throw broken();
        var parts = text.split(" ", -1);
        if (parts.length != count + 1 || !parts[0].equals(version)) throw broken();
        return parts;
    }

    static double real(String text) {
        if (!REAL.matcher(text).matches()) throw broken();
        return Double.parseDouble(text);
    }

    /// From 0 to the limit.
    static long whole(String text, long max) {
        if (!WHOLE.matcher(text).matches()) throw broken();
        var value = Long.parseLong(text);
        if (value < 0 || value > max) throw broken();
        return value;
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException(
                "a stored state is not of the form that this version writes; begin afresh");
    }
}

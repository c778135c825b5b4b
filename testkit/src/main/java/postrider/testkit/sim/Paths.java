package postrider.testkit.sim;

import java.util.Optional;

/// Reads `FROM:<path> PARAMETERS`.
final class Paths {
    private static final int ADDRESS_MAX = 320;

    private Paths() {}

    /// The address between angle brackets, empty text for `<>`; nothing if there is no such path.
    static Optional<String> in(String line) {
        var open = line.indexOf('<');
        // A quoted local part may hold a bracket; parameters never do.
        var close = line.lastIndexOf('>');
        if (open < 0 || close < open) return Optional.empty();
        var path = line.substring(open + 1, close);
        return isClean(path) ? Optional.of(path) : Optional.empty();
    }

    static Optional<String> recipientIn(String line) {
        return in(line).filter(path -> path.lastIndexOf('@') > 0 && !path.endsWith("@"));
    }

    private static boolean isClean(String path) {
        for (int i = 0; i < path.length(); i++)
            if (path.charAt(i) <= ' ' || path.charAt(i) == 0x7f) return false;
        return path.length() <= ADDRESS_MAX;
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) > 0x7e) return false;
        return true;
    }

    /// The value of `SIZE=`, or 0 where it is not given or no number.
    static long size(String line) {
        var at = line.indexOf("SIZE=");
        if (at < 0) return 0;
        var size = 0L;
        for (int i = at + 5; i < line.length() && Character.isDigit(line.charAt(i)); i++)
            size = Math.min(Integer.MAX_VALUE, size * 10 + Character.digit(line.charAt(i), 10));
        return size;
    }
}

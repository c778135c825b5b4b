package postrider.mail.reply;

import java.util.ArrayList;
import java.util.List;

/// The letters that a pattern cannot match without, read from the pattern, so that a text without them
/// need not be searched. Where it is not sure it asks for nothing: then the pattern is always tried.
final class RequiredLetters {
    /// Shorter ones are in nearly every text.
    private static final int LENGTH_MIN = 3;

    private final String pattern;
    private int at;

    private RequiredLetters(String pattern) {
        this.pattern = pattern;
    }

    /// One of several.
    record Any(List<String> letters) {
        private int shortest() {
            return letters.stream().mapToInt(String::length).min().orElse(0);
        }
    }

    /// All of several; nothing asks for nothing.
    record All(List<Any> parts) {
        private Any strictest() {
            var best = new Any(List.of());
            for (var part : parts) if (part.shortest() > best.shortest()) best = part;
            return best;
        }
    }

    /// What each alternative of the pattern asks for: a text that it matches has all of one of them.
    ///
    /// @param pattern one that RE2 takes
    static List<All> of(String pattern) {
        return new RequiredLetters(pattern).alternatives();
    }

    private List<All> alternatives() {
        var found = new ArrayList<All>();
        do found.add(sequence());
        while (at < pattern.length() && pattern.charAt(at++) == '|');
        return found;
    }

    /// Reads up to a bar or a closing bracket.
    private All sequence() {
        var parts = new ArrayList<Any>();
        var run = new StringBuilder();
        while (at < pattern.length() && !isEnd(pattern.charAt(at))) {
            var c = pattern.charAt(at++);
            switch (c) {
                case '(' -> {
                    end(run, parts);
                    group(parts);
                }
                case '*', '?', '{' -> {
                    // The letter before may be missing.
                    if (!run.isEmpty()) run.setLength(run.length() - 1);
                    end(run, parts);
                    if (c == '{') skipTo('}');
                }
                case '\\' -> escape(run, parts);
                case '[' -> {
                    end(run, parts);
                    skipClass();
                }
                case '.', '^', '$', '+' -> end(run, parts);
                default -> run.append(c);
            }
        }
        end(run, parts);
        return new All(List.copyOf(parts));
    }

    private static boolean isEnd(char c) {
        return c == '|' || c == ')';
    }

    private static void end(StringBuilder run, List<Any> parts) {
        if (run.length() >= LENGTH_MIN) parts.add(new Any(List.of(run.toString())));
        run.setLength(0);
    }

    /// A group asks for one of what its alternatives ask for, if it must be there.
    private void group(List<Any> parts) {
        if (pattern.startsWith("?:", at)) at += 2;
        // alternatives() has taken the closing bracket.
        var inside = alternatives();
        var mark = at < pattern.length() ? pattern.charAt(at) : ' ';
        var letters = new ArrayList<String>();
        for (var one : inside) {
            var strictest = one.strictest().letters();
            if (strictest.isEmpty()) return;
            letters.addAll(strictest);
        }
        if (mark != '?' && mark != '*' && mark != '{') parts.add(new Any(List.copyOf(letters)));
    }

    private void escape(StringBuilder run, List<Any> parts) {
        var c = pattern.charAt(at++);
        if (!Character.isLetterOrDigit(c)) {
            run.append(c);
            return;
        }
        end(run, parts);
        // \p{L}, \x{41}
        if ("pPx".indexOf(c) >= 0 && pattern.startsWith("{", at)) skipTo('}');
    }

    private void skipClass() {
        // A bracket at the start is one of the class.
        if (pattern.startsWith("^", at)) at++;
        if (pattern.startsWith("]", at)) at++;
        while (at < pattern.length()) {
            var c = pattern.charAt(at++);
            if (c == '\\') at++;
            else if (c == ']') return;
        }
    }

    private void skipTo(char end) {
        while (at < pattern.length() && pattern.charAt(at++) != end) {}
    }
}

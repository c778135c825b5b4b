package postrider.mail.reply;

import java.util.ArrayList;
import java.util.List;

/// Reads the letters that a pattern cannot match without, so that a text without them need not be
/// searched. Where it is not sure it says nothing: then the pattern is always tried.
final class RequiredLetters {
    /// Shorter ones are in nearly every text.
    private static final int LENGTH_MIN = 3;

    private final String pattern;
    private final List<String> found = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int at;

    private RequiredLetters(String pattern) {
        this.pattern = pattern;
    }

    /// One of these is in every text that the pattern matches; empty if that is not known.
    static List<String> of(String pattern) {
        var reader = new RequiredLetters(pattern);
        while (reader.at < pattern.length()) reader.step();
        reader.endAlternative();
        var isKnown = reader.found.stream().allMatch(letters -> letters.length() >= LENGTH_MIN);
        return isKnown ? List.copyOf(reader.found) : List.of();
    }

    private void step() {
        var c = pattern.charAt(at++);
        switch (c) {
            case '|' -> endAlternative();
            case '(' -> skipGroup();
            case '[' -> skipClass();
            case '\\' -> escape();
            case '*', '?', '{' -> optional(c);
            case '.', '^', '$', '+', ')' -> endRun();
            default -> run.append(c);
        }
    }

    private void endRun() {
        if (run.length() > longest.length()) longest = run.toString();
        run.setLength(0);
    }

    private void endAlternative() {
        endRun();
        found.add(longest);
        longest = "";
    }

    /// The letter before may be missing.
    private void optional(char mark) {
        if (!run.isEmpty()) run.setLength(run.length() - 1);
        endRun();
        if (mark == '{') while (at < pattern.length() && pattern.charAt(at++) != '}') {}
    }

    private void escape() {
        if (at >= pattern.length()) return;
        var c = pattern.charAt(at++);
        if (!Character.isLetterOrDigit(c)) {
            run.append(c);
            return;
        }
        endRun();
        // \p{L}, \x{41}
        var braced = (c == 'p' || c == 'P' || c == 'x') && at < pattern.length();
        if (braced && pattern.charAt(at) == '{')
            while (at < pattern.length() && pattern.charAt(at++) != '}') {}
    }

    private void skipClass() {
        endRun();
        // A bracket at the start is one of the class.
        if (at < pattern.length() && pattern.charAt(at) == '^') at++;
        if (at < pattern.length() && pattern.charAt(at) == ']') at++;
        while (at < pattern.length()) {
            var c = pattern.charAt(at++);
            if (c == '\\') at++;
            else if (c == ']') return;
        }
    }

    private void skipGroup() {
        endRun();
        for (var depth = 1; at < pattern.length() && depth > 0; ) {
            var c = pattern.charAt(at++);
            switch (c) {
                case '\\' -> at++;
                case '[' -> skipClass();
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
        }
    }
}

package postrider.mail.reply;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Patterns of which a text must hold one. Each takes time linear in the text (RE2), and is only
/// tried where the letters that it cannot do without are there.
final class Words {
    /// Longer, two would be easier to read.
    static final int PATTERN_MAX = 500;

    static final Words ANY = new Words(List.of());

    private final List<Fragment> fragments;

    private Words(List<Fragment> fragments) {
        this.fragments = fragments;
    }

    /// One pattern.
    ///
    /// @param letters one of these is in every text that it matches; empty: not known
    /// @param pattern empty where the letters say it all
    private record Fragment(List<String> letters, Optional<Pattern> pattern) {
        boolean isIn(String text) {
            return (letters.isEmpty() || hasLetters(text))
                    && (pattern.isEmpty() || pattern.get().matcher(text).find());
        }

        private boolean hasLetters(String text) {
            for (var one : letters) if (text.contains(one)) return true;
            return false;
        }
    }

    /// @param patterns in lower case
    /// @throws IllegalArgumentException if one is none, saying how to mend it
    static Words of(List<String> patterns) {
        if (patterns.isEmpty()) return ANY;
        var fragments = new ArrayList<Fragment>();
        for (var pattern : patterns) fragments.add(fragment(pattern));
        return new Words(List.copyOf(fragments));
    }

    private static Fragment fragment(String text) {
        if (text.length() > PATTERN_MAX)
            throw refused(text, "is longer than " + PATTERN_MAX + ": make it two");
        // Behind a backslash a capital is a class: \B, \S.
        if (text.matches("(?s)(.*[^\\\\])?\\p{Lu}.*"))
            throw refused(text, "has capitals and replies are matched in lower case: write it so");
        var letters = RequiredLetters.of(text);
        if (letters.equals(List.of(text))) return new Fragment(letters, Optional.empty());
        var pattern = compiled(text);
        if (pattern.matcher("").find())
            throw refused(text, "matches every text: name words that must be there");
        return new Fragment(letters, Optional.of(pattern));
    }

    private static Pattern compiled(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw refused(
                    text,
                    "is no pattern of RE2, which has no look-around and no back-references: "
                            + e.getDescription());
        }
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("the pattern \"%s\" %s".formatted(text, why));
    }

    boolean isAny() {
        return fragments.isEmpty();
    }

    /// @param text as [NormalText] makes it
    boolean isIn(String text) {
        for (var fragment : fragments) if (fragment.isIn(text)) return true;
        return fragments.isEmpty();
    }
}

package postrider.mail.reply;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

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

    /// @param letters a text that it matches has all of one of these
    private record Fragment(List<RequiredLetters.All> letters, Pattern pattern) {
        boolean isIn(SearchedText text) {
            return mayBeIn(text) && pattern.matcher(text.toString()).find();
        }

        private boolean mayBeIn(SearchedText text) {
            for (var all : letters) if (hasAll(text, all)) return true;
            return false;
        }

        private static boolean hasAll(SearchedText text, RequiredLetters.All all) {
            for (var part : all.parts()) if (!hasAny(text, part)) return false;
            return true;
        }

        private static boolean hasAny(SearchedText text, RequiredLetters.Any any) {
            for (var letters : any.letters()) if (text.holds(letters)) return true;
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
        var pattern = compiled(text);
        if (pattern.matcher("").find())
            throw refused(text, "matches every text: name words that must be there");
        return new Fragment(RequiredLetters.of(text), pattern);
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
    boolean isIn(SearchedText text) {
        for (var fragment : fragments) if (fragment.isIn(text)) return true;
        return fragments.isEmpty();
    }
}

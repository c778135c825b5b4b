package postrider.api.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses which of the known names was meant.
public final class Suggestion {
    private static final int LENGTH_MAX = 64;

    private Suggestion() {}

    /// `: did you mean "reply_to"?`, or which names there are.
    public static String of(String written, Collection<String> known) {
        return nearest(written, known)
                .map(name -> ": did you mean \"" + name + "\"?")
                .orElse(
                        known.isEmpty()
                                ? ""
                                : ": known are "
                                        + String.join(", ", known.stream().sorted().toList()));
    }

    private static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LENGTH_MAX) return Optional.empty();
        var plain = plain(written);
        // A third of the letters may be wrong, as in most spelling checkers.
        var allowed = Math.max(1, plain.length() / 3);
        return known.stream()
                .filter(name -> distance(plain, plain(name)) <= allowed)
                .min(
                        Comparator.comparingInt((String name) -> distance(plain, plain(name)))
                                .thenComparing(name -> name));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /// Levenshtein's: insertions, deletions and replacements.
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}

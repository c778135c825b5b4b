package postrider.mail.reply;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// The text of a reply as rules see it: lower case, without accents, single blanks, plain quotes.
final class NormalText {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("\\s{2,}");

    /// Google ends each reply with the message's own id: equal replies would all differ.
    private static final String GOOGLE = " - gsmtp";

    private NormalText() {}

    static String of(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!isAscii(lower)) lower = plain(lower);
        if (lower.contains("  ")) lower = BLANKS.matcher(lower).replaceAll(" ");
        return lower.endsWith(GOOGLE) ? withoutId(lower) : lower;
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x80) return false;
        return true;
    }

    private static String plain(String text) {
        var quoted = text.replace('\u2019', '\'').replace('\u2018', '\'').replace('\u00a0', ' ');
        return MARKS.matcher(Normalizer.normalize(quoted, Normalizer.Form.NFD)).replaceAll("");
    }

    private static String withoutId(String text) {
        var end = text.length() - GOOGLE.length();
        var id = text.lastIndexOf(' ', end - 1);
        return id < 0 ? text : text.substring(0, id);
    }
}

package postrider.server.cli;

import java.time.Duration;
import java.util.Locale;

/// Numbers and durations as people read them.
final class Text {
    private Text() {}

    /// `1,234,567`.
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `12,345`, or `3.4` where it is small.
    static String rate(double perSecond) {
        return perSecond < 10
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : number(Math.round(perSecond));
    }

    /// `4.2 s`, `1:07`, `2:03:09`.
    static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0)
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        return duration.toHours() == 0
                ? String.format(
                        Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart())
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart());
    }

    /// `11 s`, `1:07`: for what is not known to a tenth.
    static String about(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(1)) < 0
                ? duration.toSeconds() + " s"
                : duration(duration);
    }

    /// `64.2 %`; never 100 before it is so.
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1000 + 1e-9) / 10);
    }

    static String capital(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /// Blanks before `text`, up to `width` columns.
    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}

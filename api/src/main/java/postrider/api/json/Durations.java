package postrider.api.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as people write them: `90s`, `1m`, `1h30m`, `2d`, and ISO 8601's `PT1M`.
public final class Durations {
    /// From one second to this.
    public static final Duration MAX = Duration.ofDays(366);

    private static final Pattern SHORT =
            Pattern.compile(
                    "(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,9})s)?");

    private Durations() {}

    /// Empty if `text` is none, or not from one second to [#MAX].
    public static Optional<Duration> parse(String text) {
        var match = SHORT.matcher(text);
        if (match.matches()) {
            return bounded(
                    Duration.ofDays(number(match.group(1)))
                            .plusHours(number(match.group(2)))
                            .plusMinutes(number(match.group(3)))
                            .plusSeconds(number(match.group(4))));
        }
        try {
            return bounded(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    public static Optional<Duration> bounded(Duration duration) {
        var fits = duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(MAX) <= 0;
        return fits ? Optional.of(duration) : Optional.empty();
    }

    /// The shortest of the short forms; parts of a second in ISO 8601's.
    public static String text(Duration duration) {
        if (duration.toNanosPart() != 0 || duration.isZero()) return duration.toString();
        var text = new StringBuilder();
        // 24h reads better than 1d, 48h does not.
        var days = duration.toDays() > 1 ? duration.toDays() : 0;
        var hours = duration.toHours() - days * 24;
        if (days > 0) text.append(days).append('d');
        if (hours > 0) text.append(hours).append('h');
        if (duration.toMinutesPart() > 0) text.append(duration.toMinutesPart()).append('m');
        if (duration.toSecondsPart() > 0) text.append(duration.toSecondsPart()).append('s');
        return text.toString();
    }
}

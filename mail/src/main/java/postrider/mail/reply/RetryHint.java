package postrider.mail.reply;

import java.time.Duration;
import java.util.regex.Pattern;

/// The wait that a host asks for in words: `try again in 300 seconds`.
final class RetryHint {
    /// A host that asks for more is asked sooner all the same: our own schedule knows better.
    static final Duration MAX = Duration.ofHours(4);

    private static final Pattern WAIT =
            Pattern.compile(
                    "\\b(?:in|after|wait|for|within)(?: at least| about)? ([0-9]{1,6})"
                            + " ?(s|secs?|seconds?|m|mins?|minutes?|h|hours?)\\b");

    /// `come back in 00:04:32`
    private static final Pattern CLOCK =
            Pattern.compile("\\b(?:in|after|wait|for) ([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])\\b");

    private RetryHint() {}

    /// @param text in lower case
    /// @return zero if it asks for nothing
    static Duration in(String text) {
        var match = WAIT.matcher(text);
        if (!match.find()) return onTheClock(text);
        var count = Integer.parseInt(match.group(1));
        var wait =
                switch (match.group(2).charAt(0)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        return bounded(wait);
    }

    private static Duration onTheClock(String text) {
        var match = CLOCK.matcher(text);
        if (!match.find()) return Duration.ZERO;
        return bounded(
                Duration.ofHours(Integer.parseInt(match.group(1)))
                        .plusMinutes(Integer.parseInt(match.group(2)))
                        .plusSeconds(Integer.parseInt(match.group(3))));
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}

package postrider.api.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Times as RFC 3339 writes them, the seconds left out or not: `2025-12-01T10:00Z`,
/// `2025-12-01T11:00:00+01:00`.
public final class Times {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Times() {}

    /// Empty if `text` is no time of the years 2000 to 2199 with an offset.
    public static Optional<Instant> parse(String text) {
        try {
            // RFC 3339 5.6 allows a blank for the T, and small letters.
            var written =
                    text.length() > 10 && text.charAt(10) == ' '
                            ? text.substring(0, 10) + 'T' + text.substring(11)
                            : text;
            var time = OffsetDateTime.parse(written).toInstant();
            return time.isBefore(EARLIEST) || !time.isBefore(LATEST)
                    ? Optional.empty()
                    : Optional.of(time);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}

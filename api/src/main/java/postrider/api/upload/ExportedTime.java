package postrider.api.upload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import postrider.api.json.Times;

/// Times as providers write them: seconds since 1970 (SendGrid, the API of SES), RFC 3339 (SES on the
/// command line, we) or RFC 2822 (Mailgun: `Fri, 18 Oct 2024 18:28:14 UTC`).
final class ExportedTime {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}([.][0-9]{1,9})?");

    private ExportedTime() {}

    /// Empty if `text` is no time.
    static Optional<Instant> parse(String text) {
        var written = text.strip();
        if (SECONDS.matcher(written).matches())
            return Optional.of(Instant.ofEpochSecond((long) Double.parseDouble(written)));
        var known = Times.parse(written);
        if (known.isPresent()) return known;
        try {
            var zoned = written.replaceFirst(" (UTC|Z)$", " GMT");
            return Optional.of(
                    ZonedDateTime.parse(zoned, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}

package postrider.api.upload;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import postrider.audience.Suppression.Why;

/// What a row of each format means.
///
/// @param value gives what stands under a column; empty where there is none
record SuppressionRow(long line, Function<String, String> value) {
    void read(SuppressionFormat format, SuppressionSink into) {
        switch (format) {
            case POSTRIDER -> own(into);
            case SES -> ses(into);
            case SENDGRID_BOUNCES -> {
                // Their list holds temporary failures too, which they tell by the status.
                if (value("status").startsWith("4")) into.skipped("soft_bounce");
                else listed(format, Why.HARD_BOUNCE, into);
            }
            case SENDGRID_BLOCKS -> into.skipped("block");
            case SENDGRID_INVALID_EMAILS, MAILGUN_BOUNCES -> listed(format, Why.HARD_BOUNCE, into);
            case SENDGRID_SPAM_REPORTS, MAILGUN_COMPLAINTS -> listed(format, Why.COMPLAINT, into);
            case SENDGRID_UNSUBSCRIBES, MAILGUN_UNSUBSCRIBES ->
                    listed(format, Why.UNSUBSCRIBE, into);
        }
    }

    private String value(String column) {
        return value.apply(column).strip();
    }

    /// A provider's time that cannot be read is no reason to write to somebody.
    private void listed(SuppressionFormat format, Why why, SuppressionSink into) {
        into.listed(
                new SuppressionSink.Listed(
                        line,
                        value(format.address()),
                        "",
                        why,
                        "",
                        "",
                        ExportedTime.parse(value(format.since())),
                        Optional.empty()));
    }

    private void ses(SuppressionSink into) {
        switch (value("reason").toUpperCase(Locale.ROOT)) {
            case "BOUNCE" -> listed(SuppressionFormat.SES, Why.HARD_BOUNCE, into);
            case "COMPLAINT" -> listed(SuppressionFormat.SES, Why.COMPLAINT, into);
            default -> into.refused(line, "unknown_reason", "a reason is BOUNCE or COMPLAINT");
        }
    }

    private void own(SuppressionSink into) {
        var reason = value("reason");
        var why =
                reason.isEmpty()
                        ? Optional.of(Why.MANUAL)
                        : List.of(Why.values()).stream()
                                .filter(known -> known.text().equalsIgnoreCase(reason))
                                .findFirst();
        var since = ExportedTime.parse(value("since"));
        var until = ExportedTime.parse(value("until"));
        if (why.isEmpty()) into.refused(line, "unknown_reason", "there is no such reason");
        else if (isWrong("since", since) || isWrong("until", until))
            into.refused(line, "invalid_time", "a time is like 2025-12-01T10:00:00Z");
        else
            into.listed(
                    new SuppressionSink.Listed(
                            line,
                            address(),
                            value("address_hash"),
                            why.get(),
                            value("scope"),
                            value("source"),
                            since,
                            until));
    }

    private boolean isWrong(String column, Optional<Instant> time) {
        return time.isEmpty() && !value(column).isEmpty();
    }

    private String address() {
        for (var column : CsvHeader.ADDRESS_NAMES)
            if (!value(column).isEmpty()) return value(column);
        return "";
    }
}

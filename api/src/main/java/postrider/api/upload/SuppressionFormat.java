package postrider.api.upload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whose file of suppressions it is: our own, or the export of a provider.
///
/// SendGrid's exports of bounces and of blocks have the same columns and opposite meanings, so that one
/// of the two must be named; all others are told by their columns.
public enum SuppressionFormat {
    /// Ours: `email` or `address_hash`, and what else [SuppressionCsv] knows.
    POSTRIDER("email", "since", Set.of()),
    /// `list-suppressed-destinations` as JSON or CSV, or the bulk form of Amazon SES.
    SES("emailaddress", "lastupdatetime", Set.of("emailaddress", "reason", "lastupdatetime")),
    SENDGRID_BOUNCES("email", "created", Set.of("status", "reason", "email", "created")),
    SENDGRID_BLOCKS("email", "created", Set.of("status", "reason", "email", "created")),
    SENDGRID_SPAM_REPORTS("email", "created", Set.of("email", "ip", "created")),
    SENDGRID_UNSUBSCRIBES("email", "created", Set.of("email", "created")),
    SENDGRID_INVALID_EMAILS("email", "created", Set.of("reason", "email", "created")),
    MAILGUN_BOUNCES("address", "created_at", Set.of("address", "code", "error", "created_at")),
    MAILGUN_COMPLAINTS("address", "created_at", Set.of("address", "created_at")),
    MAILGUN_UNSUBSCRIBES("address", "created_at", Set.of("address", "tags", "created_at"));

    private final String address;
    private final String since;

    // Each is made by Set.of.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> columns;

    SuppressionFormat(String address, String since, Set<String> columns) {
        this.address = address;
        this.since = since;
        this.columns = columns;
    }

    /// As it is named outside: `sendgrid-bounces`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<SuppressionFormat> named(String text) {
        return Arrays.stream(values()).filter(format -> format.text().equals(text)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(SuppressionFormat::text).toList();
    }

    /// The column of the address.
    String address() {
        return address;
    }

    /// The column that says since when.
    String since() {
        return since;
    }

    /// The format with just these columns; [#POSTRIDER] where there is none.
    ///
    /// @param names of the columns, in lower case
    static SuppressionFormat ofColumns(Set<String> names) throws UnreadableUpload {
        if (names.equals(SENDGRID_BOUNCES.columns)) {
            throw new UnreadableUpload(
                    "ambiguous_format",
                    0,
                    "bounces and blocks of SendGrid have the same columns, and blocks must not suppress:"
                            + " say format=sendgrid-bounces or format=sendgrid-blocks");
        }
        for (var format : values())
            if (!format.columns.isEmpty() && names.equals(format.columns)) return format;
        return POSTRIDER;
    }
}

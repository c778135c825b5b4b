package postrider.mail.feedback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import postrider.mail.feedback.RecipientReport.Action;

/// The fields of a delivery status (RFC 3464, RFC 6533), read as leniently as they are written.
///
/// @param message the fields on the mail as a whole
/// @param recipients one group each
record StatusReport(Fields message, List<Fields> recipients) {
    static final StatusReport NONE = new StatusReport(Fields.NONE, List.of());

    private static final int RECIPIENTS_MAX = 100;

    /// `smtp;`, `X-Postfix;`, `rfc822;`: says what kind of text follows.
    private static final Pattern TYPE = Pattern.compile("^[A-Za-z0-9_.-]{1,40}\\s*;");

    /// RFC 6533 3: a character in an address that is ASCII.
    private static final Pattern ESCAPED = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})}");

    StatusReport {
        recipients = List.copyOf(recipients);
    }

    /// What the outermost delivery status says; a returned mail may have one of its own.
    static StatusReport of(List<Part> parts) {
        var status =
                parts.stream()
                        .filter(Part::isDeliveryStatus)
                        .min(Comparator.comparingInt(Part::depth));
        return status.map(part -> of(part.text())).orElse(NONE);
    }

    static StatusReport of(String text) {
        var message = new ArrayList<Fields.Field>();
        var recipients = new ArrayList<Fields>();
        for (var group : Fields.groups(text)) {
            if (!isRecipient(group)) message.addAll(group.list());
            else if (recipients.size() < RECIPIENTS_MAX) recipients.add(group);
        }
        // Some programs leave out the blank line between the two.
        if (message.isEmpty() && !recipients.isEmpty())
            message.addAll(recipients.getFirst().list());
        return new StatusReport(new Fields(message), recipients);
    }

    private static boolean isRecipient(Fields group) {
        if (group.has("final-recipient")) return true;
        return group.has("original-recipient")
                && (group.has("action") || group.has("status") || group.has("diagnostic-code"));
    }

    String reportingMta() {
        return untyped(message.first("reporting-mta"));
    }

    /// The address that failed, or the one written to where the other is none, or empty.
    static String address(Fields recipient) {
        for (var name : List.of("final-recipient", "original-recipient", "x-actual-recipient")) {
            var address = Addresses.first(unescaped(untyped(recipient.first(name))));
            if (address.isPresent()) return address.get();
        }
        return "";
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(match -> {
                    var point = Integer.parseInt(match.group(1), 16);
                    return Character.isLetterOrDigit(point) ? Character.toString(point) : "?";
                });
    }

    static String status(Fields recipient) {
        return SaidReply.enhancedIn(recipient.first("status"));
    }

    static Action action(Fields recipient) {
        return Action.of(recipient.first("action"), status(recipient));
    }

    static String diagnostic(Fields recipient) {
        return untyped(recipient.first("diagnostic-code"));
    }

    private static String untyped(String value) {
        return TYPE.matcher(value).replaceFirst("").strip();
    }
}

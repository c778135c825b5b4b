package postrider.mail.feedback;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a mail that came back carries of the mail that it is about. Anybody can write such things,
/// so they may help to find a message and prove nothing. Each list is bounded by [#MAX].
///
/// @param messageIds of the returned mail, and those referred to, without angle brackets
/// @param feedbackIds values of Feedback-ID
/// @param envelopeIds values of Original-Envelope-Id (RFC 3464 2.2.1)
/// @param recipients whom the returned mail was to
/// @param headers fields of the returned mail whose names begin with `X-` or `List-`, as
///     `x-name: value`
public record Evidence(
        List<String> messageIds,
        List<String> feedbackIds,
        List<String> envelopeIds,
        List<String> recipients,
        List<String> headers) {
    public static final int MAX = 20;
    public static final Evidence NONE =
            new Evidence(List.of(), List.of(), List.of(), List.of(), List.of());

    private static final int VALUE_MAX = 1_000;

    public Evidence {
        messageIds = List.copyOf(messageIds);
        feedbackIds = List.copyOf(feedbackIds);
        envelopeIds = List.copyOf(envelopeIds);
        recipients = List.copyOf(recipients);
        headers = List.copyOf(headers);
    }

    /// @param mail the header of what came back
    /// @param returned the headers of the mails in it
    /// @param report the fields of a report, if it has one
    static Evidence of(Fields mail, List<Fields> returned, Fields report) {
        var gathered = new Gathering();
        for (var header : returned) gathered.returned(header);
        gathered.ids(mail.first("in-reply-to"));
        gathered.ids(mail.first("references"));
        for (var name : List.of("original-rcpt-to", "original-recipient"))
            for (var value : report.all(name)) gathered.recipients(value);
        for (var id : report.all("original-envelope-id")) add(gathered.envelopeIds, id);
        return gathered.evidence();
    }

    private static void add(Set<String> set, String value) {
        if (set.size() < MAX && !value.isBlank() && value.length() <= VALUE_MAX)
            set.add(value.strip());
    }

    private static final class Gathering {
        private final Set<String> messageIds = new LinkedHashSet<>();
        private final Set<String> feedbackIds = new LinkedHashSet<>();
        private final Set<String> envelopeIds = new LinkedHashSet<>();
        private final Set<String> recipients = new LinkedHashSet<>();
        private final Set<String> headers = new LinkedHashSet<>();

        void returned(Fields header) {
            ids(header.first("message-id"));
            for (var value : header.all("feedback-id")) add(feedbackIds, value);
            for (var name : List.of("to", "x-hmxmroriginalrecipient"))
                for (var value : header.all(name)) recipients(value);
            for (var field : header.list()) {
                var isOwn = field.name().startsWith("x-") || field.name().startsWith("list-");
                if (isOwn) add(headers, field.name() + ": " + field.value());
            }
        }

        void ids(String text) {
            for (var id : text.split("[<>\\s]+", MAX + 2)) add(messageIds, id);
        }

        void recipients(String text) {
            for (var address : Addresses.in(text)) add(recipients, address);
        }

        Evidence evidence() {
            return new Evidence(
                    new ArrayList<>(messageIds),
                    new ArrayList<>(feedbackIds),
                    new ArrayList<>(envelopeIds),
                    new ArrayList<>(recipients),
                    new ArrayList<>(headers));
        }
    }

    /// Personal data stays out of logs.
    @Override
    public String toString() {
        return "Evidence[messageIds=%d, feedbackIds=%d, recipients=%d, headers=%d]"
                .formatted(
                        messageIds.size(), feedbackIds.size(), recipients.size(), headers.size());
    }
}

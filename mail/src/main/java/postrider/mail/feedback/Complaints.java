package postrider.mail.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postrider.mail.feedback.Feedback.Complaint;

/// Reads complaints: ARF (RFC 5965), and Microsoft's, which bring back the mail and say no more.
final class Complaints {
    private static final String MICROSOFT = "x-hmxmroriginalrecipient";

    private Complaints() {}

    static Optional<Complaint> in(ReturnedMail mail) {
        if (mail.has("message/feedback-report")) return Optional.of(formal(mail));
        var isMicrosofts =
                mail.subject().startsWith("complaint about message from")
                        || mail.returned().stream().anyMatch(it -> it.has(MICROSOFT));
        if (!isMicrosofts || mail.returned().isEmpty()) return Optional.empty();
        return Optional.of(complaint(mail, Feedback.Type.ABUSE, Fields.NONE));
    }

    private static Complaint formal(ReturnedMail mail) {
        var fields = new ArrayList<Fields.Field>();
        for (var group : Fields.groups(mail.text("message/feedback-report")))
            fields.addAll(group.list());
        var report = new Fields(fields);
        return complaint(mail, Feedback.Type.of(report.first("feedback-type")), report);
    }

    private static Complaint complaint(ReturnedMail mail, Feedback.Type type, Fields report) {
        return new Complaint(type, recipients(mail, report), mail.evidence(report));
    }

    /// Whom the report names, else whom the mail was to.
    private static List<String> recipients(ReturnedMail mail, Fields report) {
        var named = new ArrayList<String>();
        for (var name : List.of("original-rcpt-to", "removal-recipient", "redacted-address"))
            for (var value : report.all(name))
                Addresses.first(value).filter(it -> !named.contains(it)).ifPresent(named::add);
        for (var header : mail.returned())
            if (named.isEmpty()) Addresses.first(header.first(MICROSOFT)).ifPresent(named::add);
        if (named.isEmpty()) named.addAll(mail.returnedTo());
        return named.subList(0, Math.min(named.size(), Evidence.MAX));
    }
}

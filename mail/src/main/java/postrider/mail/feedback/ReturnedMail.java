package postrider.mail.feedback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A mail that came back, taken apart: what its sender wrote, and what it brings back.
final class ReturnedMail {
    private static final Phrases DAEMON_NAMES =
            Phrases.of(
                    """
                    mailer-daemon | postmaster | mailerdaemon | mail-daemon | mail.delivery
                    mail deliver | maildaemon | mailer_daemon | delivery subsystem
                    """);

    private final List<Part> parts;
    private final Fields header;
    private final NoticeText notice;
    private final StatusReport status;
    private final List<Fields> returned = new ArrayList<>();

    ReturnedMail(List<Part> parts) {
        this.parts = parts;
        header = parts.getFirst().header();
        notice = NoticeText.of(ownText(parts));
        var formal = StatusReport.of(parts);
        status =
                formal.recipients().isEmpty() && formal.message().list().isEmpty()
                        ? writtenOut(parts)
                        : formal;
        gatherReturned();
    }

    private void gatherReturned() {
        for (var part : parts) {
            if (part.depth() > 0 && part.is(Part.MESSAGE)) returned.add(part.header());
            if (part.isReturnedHeader())
                Fields.groups(part.text()).stream().limit(1).forEach(returned::add);
        }
        if (!notice.returned().list().isEmpty()) returned.add(notice.returned());
    }

    /// What stands before the mail that is brought back: plain text, or else HTML, or else what
    /// stands between parts whose boundaries are wrong.
    private static String ownText(List<Part> parts) {
        var plain = text(parts, "text/plain");
        if (!plain.isBlank()) return plain;
        var html = text(parts, "text/html");
        return html.isBlank() ? text(parts, Part.OUTSIDE) : PartText.ofHtml(html);
    }

    private static String text(List<Part> parts, String type) {
        var text = new StringBuilder();
        for (var part : parts) {
            var isReturned = part.depth() > 0 || part.isReturnedHeader();
            if (isReturned && !text.isEmpty()) break;
            if (part.depth() == 0 && part.is(type)) text.append(part.text()).append('\n');
        }
        return text.toString();
    }

    /// A delivery status that stands in a text, because the mail was forwarded or is broken.
    private static StatusReport writtenOut(List<Part> parts) {
        for (var part : parts) {
            var isText = part.is("text/plain") || part.is(Part.OUTSIDE);
            if (part.depth() > 0 || !isText) continue;
            if (!part.text().toLowerCase(Locale.ROOT).contains("final-recipient:")) continue;
            var unquoted = part.text().replaceAll("(?m)^>+ ?", "");
            var report = StatusReport.of(unquoted);
            if (!report.recipients().isEmpty()) return report;
        }
        return StatusReport.NONE;
    }

    Fields header() {
        return header;
    }

    NoticeText notice() {
        return notice;
    }

    StatusReport status() {
        return status;
    }

    List<Fields> returned() {
        return returned;
    }

    /// The text of the outermost part of this type, or empty.
    String text(String... types) {
        for (var part : parts) for (var type : types) if (part.is(type)) return part.text();
        return "";
    }

    boolean has(String type) {
        return parts.stream().anyMatch(part -> part.depth() == 0 && part.is(type));
    }

    String subject() {
        return Phrases.folded(header.first("subject")).strip();
    }

    Evidence evidence(Fields report) {
        return Evidence.of(header, returned, report);
    }

    /// Whether a host wrote it, as far as its sender tells: From, or a return path without address.
    boolean isFromHost() {
        return isFromDaemon() || isUnanswerable();
    }

    boolean isFromDaemon() {
        var from = Phrases.folded(header.first("from"));
        return from.isBlank() || from.equals("<>") || DAEMON_NAMES.standIn(from);
    }

    /// RFC 5321 4.5.5.
    private boolean isUnanswerable() {
        var path = header.first("return-path").strip();
        return path.equals("<>") || path.toLowerCase(Locale.ROOT).contains("mailer-daemon");
    }

    /// Exim's and Gmail's field, and others' who do the same.
    List<String> failedRecipients() {
        return Addresses.in(header.first("x-failed-recipients"));
    }

    /// Addresses that are the notice's writer's or reader's, in lower case.
    Set<String> ownAddresses() {
        var own = new HashSet<String>();
        for (var name : List.of("from", "to", "delivered-to", "return-path"))
            for (var value : header.all(name))
                for (var address : Addresses.in(value)) own.add(address.toLowerCase(Locale.ROOT));
        // Who writes to himself is a recipient all the same.
        returnedTo().forEach(address -> own.remove(address.toLowerCase(Locale.ROOT)));
        return own;
    }

    /// Whom the mail brought back was to.
    List<String> returnedTo() {
        return returned.stream()
                .flatMap(fields -> Addresses.in(fields.first("to")).stream())
                .distinct()
                .toList();
    }
}

package postrider.mail.feedback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import postrider.mail.feedback.Feedback.DeliveryReport;
import postrider.mail.feedback.RecipientReport.Action;
import postrider.message.Reason;

/// Reads reports on deliveries, from the most formal to the least: fields, then sections of text, then
/// the mail that is brought back.
final class DeliveryReports {
    private static final Phrases LATE =
            Phrases.of(
                    """
                    has been delayed | not yet been delivered | warning message only
                    warning only | temporary failure report | will be retried
                    still being retried | (delay) | delayed for more than
                    will keep trying | still undelivered
                    """);

    /// A line that is a reply: `550 5.1.1 User unknown`.
    private static final Pattern REPLY_LINE =
            Pattern.compile("(?m)^[\\s<>\"'(]{0,8}[45][0-9]{2}[ -](?=\\S)");

    /// The first line of a reply of several, where sendmail stops.
    private static final Pattern CONTINUED = Pattern.compile("^([45][0-9]{2})-");

    private final Diagnosis diagnosis;

    DeliveryReports(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    Optional<DeliveryReport> in(ReturnedMail mail) {
        var status = mail.status();
        if (!status.recipients().isEmpty()) return Optional.of(formal(mail));
        return isReport(mail) ? Optional.of(informal(mail)) : Optional.empty();
    }

    private DeliveryReport formal(ReturnedMail mail) {
        var named = NamedRecipients.in(mail.notice(), mail.ownAddresses());
        var recipients = new ArrayList<RecipientReport>();
        for (var fields : mail.status().recipients()) recipients.add(formal(fields, named, mail));
        return report(mail, recipients);
    }

    private RecipientReport formal(Fields fields, Map<String, String> named, ReturnedMail mail) {
        var address = StatusReport.address(fields);
        var notice = mail.notice().words();
        var words = whole(StatusReport.diagnostic(fields), notice);
        var action = StatusReport.action(fields);
        var status = StatusReport.status(fields);
        if (isTelling(words)) {
            var outcome = diagnosis.of(action, status, words, notice);
            if (outcome.reason() != Reason.UNCLASSIFIED)
                return new RecipientReport(address, action, outcome);
        }
        var section = named.getOrDefault(address, "");
        return informal(address, action, status, section.isBlank() ? notice : section, notice);
    }

    /// A number alone is the exit code of a program.
    private static boolean isTelling(String words) {
        return words.chars().anyMatch(Character::isLetter);
    }

    /// The whole of a reply of which a diagnostic has the first line, if the transcript has it.
    private static String whole(String diagnostic, String notice) {
        var first = CONTINUED.matcher(diagnostic);
        if (!first.find() || diagnostic.contains("\n")) return diagnostic;
        var mark = "<<< " + first.group(1);
        var lines = notice.lines().map(String::strip).filter(line -> line.startsWith(mark));
        var said = String.join("\n", lines.map(line -> line.substring(4)).toList());
        return said.isEmpty() ? diagnostic : said;
    }

    /// Hosts say too little in too many languages for any single sign.
    private static boolean isReport(ReturnedMail mail) {
        if (!mail.failedRecipients().isEmpty()) return true;
        if (!mail.status().message().first("reporting-mta").isEmpty()) return true;
        var words = mail.notice().words();
        var saysSo = Phrases.FAILURE.standIn(Phrases.folded(words));
        var repeatsReply = REPLY_LINE.matcher(words).find();
        var isTitled = Phrases.REPORT_SUBJECT.standIn(mail.subject());
        if (mail.isFromHost()) return saysSo || repeatsReply || isTitled && mail.isFromDaemon();
        return saysSo && (!mail.returned().isEmpty() || isTitled && repeatsReply);
    }

    private DeliveryReport informal(ReturnedMail mail) {
        var notice = mail.notice().words();
        var action =
                LATE.standIn(mail.subject() + " " + Phrases.folded(notice))
                        ? Action.DELAYED
                        : Action.FAILED;
        var recipients = new ArrayList<RecipientReport>();
        named(mail)
                .forEach((address, words) ->
                        recipients.add(informal(address, action, "", words, notice)));
        return report(mail, recipients);
    }

    /// Each recipient and the words on it: whom the header names, else whom the text names, else
    /// whom the mail was to; else nobody.
    private static Map<String, String> named(ReturnedMail mail) {
        var named = NamedRecipients.in(mail.notice(), mail.ownAddresses());
        var failed = mail.failedRecipients();
        if (failed.isEmpty() && !named.isEmpty()) return named;
        var addresses = failed.isEmpty() ? mail.returnedTo() : failed;
        if (failed.isEmpty() && addresses.size() != 1) return Map.of("", "");
        var chosen = new LinkedHashMap<String, String>();
        for (var address : addresses) chosen.put(address, named.getOrDefault(address, ""));
        return chosen;
    }

    private RecipientReport informal(
            String address, Action action, String status, String words, String notice) {
        var own = words.isBlank() ? notice : words;
        var outcome = diagnosis.of(action, status, own, notice);
        if (outcome.reason() == Reason.UNCLASSIFIED && !own.equals(notice))
            outcome = diagnosis.of(action, status, notice, notice);
        return new RecipientReport(address, action, outcome);
    }

    private static DeliveryReport report(ReturnedMail mail, List<RecipientReport> recipients) {
        var status = mail.status();
        var fields = new ArrayList<>(status.message().list());
        for (var recipient : status.recipients()) fields.addAll(recipient.list());
        return new DeliveryReport(
                recipients, status.reportingMta(), mail.evidence(new Fields(fields)));
    }
}

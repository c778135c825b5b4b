package postrider.mail.feedback;

import java.util.Optional;
import postrider.mail.feedback.Feedback.Other;
import postrider.mail.feedback.Feedback.Other.Why;
import postrider.mail.reply.ReplyClassifier;

/// Reads a mail that came back into what it says. Any bytes will do: what is not understood is
/// [Feedback.Other], with the reason. Takes time and memory in proportion to the mail, of which it
/// reads the first megabyte. Safe for many threads.
public final class FeedbackReader {
    /// Larger mails are not looked at.
    public static final int ACCEPTED_MAX = 10 * 1024 * 1024;

    private final DeliveryReports reports;
    private final EspNotices notices;

    public FeedbackReader(ReplyClassifier classifier) {
        var diagnosis = new Diagnosis(classifier);
        reports = new DeliveryReports(diagnosis);
        notices = new EspNotices(diagnosis);
    }

    /// @param mail raw (RFC 5322), with any line ends
    public Feedback read(byte[] mail) {
        if (mail.length > ACCEPTED_MAX) return other(Why.TOO_LARGE);
        return switch (MailParts.read(mail)) {
            case MailParts.Read.Taken(var parts) -> meaning(new ReturnedMail(parts));
            case MailParts.Read.Refused(var why) -> other(why);
        };
    }

    private static Feedback other(Why why) {
        return new Other(why, Evidence.NONE);
    }

    private Feedback meaning(ReturnedMail mail) {
        return Complaints.in(mail)
                .<Feedback>map(it -> it)
                .or(() -> notices.in(mail))
                .or(() -> formal(mail))
                .or(() -> AutoReplies.in(mail))
                .or(() -> reports.in(mail).map(it -> it))
                .orElseGet(() -> new Other(Why.ORDINARY, mail.evidence(Fields.NONE)));
    }

    /// A report with fields is one, whatever else it looks like.
    private Optional<Feedback> formal(ReturnedMail mail) {
        if (mail.status().recipients().isEmpty()) return Optional.empty();
        return reports.in(mail).map(it -> it);
    }
}

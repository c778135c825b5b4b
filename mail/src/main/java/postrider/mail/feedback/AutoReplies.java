package postrider.mail.feedback;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postrider.mail.feedback.Feedback.AutoReply;
import postrider.mail.feedback.Feedback.AutoReply.Kind;
import postrider.mail.feedback.Feedback.Unsubscribe;

/// Knows programs' answers (RFC 3834) and requests to unsubscribe, which mail programs send too.
final class AutoReplies {
    private static final List<String> FIELDS =
            List.of("x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply");

    private AutoReplies() {}

    static Optional<Feedback> in(ReturnedMail mail) {
        if (isUnsubscribe(mail))
            return Optional.of(new Unsubscribe(mail.header().from(), mail.evidence(Fields.NONE)));
        return kind(mail)
                .map(kind -> new AutoReply(kind, mail.header().from(), mail.evidence(Fields.NONE)));
    }

    /// What our `mailto:` links write, and nothing longer: no answer to a mail about unsubscribing.
    private static boolean isUnsubscribe(ReturnedMail mail) {
        if (mail.isFromDaemon()) return false;
        var subject = mail.subject();
        if (subject.equals("unsubscribe") || subject.startsWith("unsubscribe ")) return true;
        if (mail.header().first("x-apple-unsubscribe").equalsIgnoreCase("true")) return true;
        return subject.isEmpty()
                && Phrases.folded(mail.notice().words()).strip().equals("unsubscribe");
    }

    private static Optional<Kind> kind(ReturnedMail mail) {
        if (mail.has("message/disposition-notification")) return Optional.of(Kind.RECEIPT);
        var isChallenge =
                Phrases.CHALLENGE.standIn(
                        mail.subject() + " " + Phrases.folded(mail.notice().words()));
        if (isChallenge && !mail.isFromDaemon()) return Optional.of(Kind.CHALLENGE);
        return isAway(mail) ? Optional.of(Kind.AWAY) : Optional.empty();
    }

    private static boolean isAway(ReturnedMail mail) {
        if (mail.isFromDaemon() || !mail.failedRecipients().isEmpty()) return false;
        var header = mail.header();
        if (Phrases.AWAY_SUBJECT.standIn(mail.subject())) return true;
        if (FIELDS.stream().anyMatch(header::has)) return true;
        var precedence = header.first("precedence").toLowerCase(Locale.ROOT);
        if (precedence.equals("auto_reply")) return true;
        // Hosts write this field too (Exim does), but they bring back the mail.
        var submitted = header.first("auto-submitted").toLowerCase(Locale.ROOT);
        return submitted.startsWith("auto-replied") && mail.returned().isEmpty();
    }
}

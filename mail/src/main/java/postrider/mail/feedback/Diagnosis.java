package postrider.mail.feedback;

import java.time.Duration;
import java.util.Optional;
import postrider.mail.feedback.RecipientReport.Action;
import postrider.mail.reply.Phase;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.reply.ReplyText;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// Tells what a report's words come to. The one place here that asks the classifier of replies.
final class Diagnosis {
    /// Codes that mean nothing by themselves: what comes of them comes of the words.
    private static final int FAILED = 554;

    private static final int DELAYED = 450;

    private final ReplyClassifier classifier;

    Diagnosis(ReplyClassifier classifier) {
        this.classifier = classifier;
    }

    /// @param status the report's own enhanced status code, or empty
    /// @param words on this recipient
    /// @param notice all words, for what was refused
    Outcome of(Action action, String status, String words, String notice) {
        var said = SaidReply.in(words).orEnhanced(isTelling(status) ? status : "");
        return switch (action) {
            case DELIVERED -> new Outcome.Delivered(reply(said));
            case RELAYED, EXPANDED -> new Outcome.Sent(reply(said));
            case DELAYED -> {
                var reason = meaning(said, Phase.DOT, DELAYED).reason();
                yield new Outcome.Deferred(reply(said), reason, Duration.ZERO);
            }
            case FAILED -> failed(said, status, RefusedStep.in(words, notice));
        };
    }

    /// `5.0.0` tells nothing.
    private static boolean isTelling(String status) {
        return !status.isEmpty() && !status.endsWith(".0.0");
    }

    private Outcome failed(SaidReply said, String status, Optional<Phase> step) {
        // Where nothing is known of the step, a bare 550 is not about the recipient.
        var meaning = meaning(said, step.orElse(Phase.DOT), FAILED);
        var reason = meaning.reason();
        if (meaning instanceof Outcome.Blocked && reason != Reason.UNCLASSIFIED)
            return new Outcome.Blocked(reply(said), reason);
        // What was refused for now was so until the host gave up.
        var hard = meaning instanceof Outcome.Bounced bounced && bounced.hard();
        return new Outcome.Bounced(
                reply(said), reason, hard && isProof(said, status, reason, step));
    }

    /// What the rules say of the words, else what hosts mean by them, else what the bare code says.
    private Outcome meaning(SaidReply said, Phase step, int neutral) {
        var known =
                classify(step, said.code() >= 400 && said.code() < 500 ? DELAYED : neutral, said);
        var isKnown = known.reason() != Reason.UNCLASSIFIED;
        if (isKnown && said.code() != 0) return known;
        var own = HostWords.in(said);
        if (own.isPresent()) return own.get();
        return isKnown || said.code() == 0 ? known : classify(step, said.code(), said);
    }

    private Outcome classify(Phase step, int code, SaidReply said) {
        var text = new ReplyText(said.enhanced(), ReplyText.of(said.text()).text());
        // What an opening meets is no message's fault to the classifier; here it was the end of
        // one.
        return classifier.classify(step.isOpening() ? Phase.MAIL : step, code, text);
    }

    /// Whether a person may be given up for these words.
    private static boolean isProof(
            SaidReply said, String status, Reason reason, Optional<Phase> step) {
        if (said.code() != 0 && said.code() < 500) return false;
        if (said.code() == 0 && status.startsWith("4")) return false;
        // RFC 3463 3.2: something is wrong with the address.
        if (said.enhanced().startsWith("5.1.")) return true;
        // What is disabled may be enabled again; providers freeze mailboxes that are not used.
        if (reason == Reason.INACTIVE_MAILBOX) return false;
        if (said.enhanced().equals("5.2.1")) return true;
        if (said.code() == 0) return HostWords.isOwn(said);
        // Some providers, Japanese carriers most of all, say of a mail that they filter that its
        // recipient is unknown, and say it after the data.
        return step.isEmpty() || step.get() == Phase.RCPT;
    }

    private static Reply reply(SaidReply said) {
        return new Reply(said.code(), said.enhanced(), ReplyText.of(said.text()).text());
    }
}

package postrider.mail.feedback;

import java.time.Duration;
import postrider.mail.feedback.RecipientReport.Action;
import postrider.mail.reply.Phase;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.reply.ReplyText;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// Tells what a report's words come to. The one place here that asks the classifier of replies.
final class Diagnosis {
    /// A refusal that says nothing more (RFC 5321 4.2.3).
    private static final int FAILED = 554;

    private static final int DELAYED = 451;

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
                var outcome = meaning(said, Phase.RCPT, DELAYED);
                yield new Outcome.Deferred(reply(said), outcome.reason(), Duration.ZERO);
            }
            case FAILED -> failed(said, RefusedStep.in(words, notice));
        };
    }

    /// `5.0.0` tells nothing.
    private static boolean isTelling(String status) {
        return !status.isEmpty() && !status.endsWith(".0.0");
    }

    private Outcome failed(SaidReply said, Phase step) {
        return switch (meaning(said, step, FAILED)) {
            case Outcome.Blocked(_, var reason) ->
                    reason == Reason.UNCLASSIFIED
                            ? new Outcome.Bounced(reply(said), reason, false)
                            : new Outcome.Blocked(reply(said), reason);
            case Outcome.Bounced(_, var reason, var hard) ->
                    new Outcome.Bounced(reply(said), reason, hard && isProof(said, reason, step));
            // Refused for now until the host gave up.
            case Outcome other -> new Outcome.Bounced(reply(said), other.reason(), false);
        };
    }

    private Outcome meaning(SaidReply said, Phase step, int bare) {
        var own = HostWords.in(said);
        if (said.code() == 0 && own.isPresent()) return own.get();
        var text = new ReplyText(said.enhanced(), ReplyText.of(said.text()).text());
        var outcome =
                classifier.classify(
                        // What an opening meets is no message's fault to the classifier; here it
                        // was the end of this one.
                        step.isOpening() ? Phase.MAIL : step,
                        said.code() == 0 ? bare : said.code(),
                        text);
        return outcome.reason() == Reason.UNCLASSIFIED && own.isPresent() ? own.get() : outcome;
    }

    /// Whether a person may be given up for these words: the code says so, or the address was
    /// refused as an address. Some providers (Japanese carriers most of all) call a mail that they
    /// filter one to an unknown user, and that is after the data.
    private static boolean isProof(SaidReply said, Reason reason, Phase step) {
        if (said.code() != 0 && said.code() < 500) return false;
        var detail = said.enhanced().isEmpty() ? "" : said.enhanced().substring(1);
        if (detail.startsWith(".1.") || detail.equals(".2.1")) return true;
        if (reason == Reason.INACTIVE_MAILBOX) return said.code() != 0;
        return said.code() != 0 ? step != Phase.DOT && step != Phase.DATA : HostWords.isOwn(said);
    }

    private static Reply reply(SaidReply said) {
        var text = ReplyText.of(said.text()).text();
        return new Reply(said.code(), said.enhanced(), text);
    }
}

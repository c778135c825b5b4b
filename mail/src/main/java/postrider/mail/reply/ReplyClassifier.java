package postrider.mail.reply;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import postrider.mail.reply.Rule.Refused;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// Tells whose fault a refusal is and what follows. A recipient is only given up for good where
/// the reply speaks of the recipient. Safe for many threads.
public final class ReplyClassifier {
    /// What a refusal means.
    ///
    /// @param code the reply code; what is neither 4xx nor 5xx is out of step: deferred
    public Outcome classify(Phase phase, int code, ReplyText said) {
        var reply = new Reply(code, said.enhanced(), said.text());
        if (code < 400) return new Outcome.Deferred(reply, Reason.PROTOCOL, Duration.ZERO);
        var text = said.text().toLowerCase(Locale.ROOT);
        var meaning = meaning(phase, code, said.enhanced(), text);
        if (code < 500 || phase.isOpening())
            return new Outcome.Deferred(reply, meaning.reason(), RetryHint.in(text));
        return switch (meaning.refused()) {
            case SOFT -> new Outcome.Bounced(reply, meaning.reason(), false);
            case BLOCKED -> new Outcome.Blocked(reply, meaning.reason());
            case HARD ->
                    // RCPT names the recipient, and the dot comes after it; MAIL does not.
                    phase == Phase.RCPT || phase == Phase.DOT
                            ? new Outcome.Bounced(reply, meaning.reason(), true)
                            : new Outcome.Blocked(reply, Reason.POLICY);
        };
    }

    private record Meaning(Reason reason, Refused refused) {}

    private static Meaning meaning(Phase phase, int code, String enhanced, String text) {
        return rule(enhanced, text)
                .map(rule -> new Meaning(rule.reason(), rule.refused()))
                .orElseGet(() -> bare(phase, code));
    }

    /// The rule that knows this reply, if one does.
    static Optional<Rule> rule(String enhanced, String text) {
        var detail = enhanced.isEmpty() ? "" : enhanced.substring(2);
        for (var rule : ReplyRules.WORDS) if (rule.matches(detail, text)) return Optional.of(rule);
        for (var rule : ReplyRules.CODES) if (rule.matches(detail, text)) return Optional.of(rule);
        return Optional.empty();
    }

    /// What RFC 5321 4.2.3 says of a code, where it stands alone.
    private static Meaning bare(Phase phase, int code) {
        return switch (code) {
            // Providers close with 421 when they are asked too much, more often than for repairs.
            case 421 -> new Meaning(Reason.RATE_LIMITED, Refused.SOFT);
            // "Mailbox unavailable", "user not local", "mailbox name not allowed": to RCPT that is
            // the recipient; after the dot the same code refuses the mail.
            case 550, 551, 553 ->
                    phase == Phase.RCPT
                            ? new Meaning(Reason.UNKNOWN_RECIPIENT, Refused.HARD)
                            : new Meaning(Reason.UNCLASSIFIED, Refused.BLOCKED);
            case 552 -> new Meaning(Reason.MAILBOX_FULL, Refused.SOFT);
            // RFC 7504: the host, or the domain, takes no mail.
            case 521, 556 -> new Meaning(Reason.UNKNOWN_RECIPIENT, Refused.HARD);
            case 454, 530, 534, 535, 538 -> new Meaning(Reason.AUTHENTICATION, Refused.BLOCKED);
            case 500, 501, 502, 503, 504, 555 -> new Meaning(Reason.PROTOCOL, Refused.BLOCKED);
            case 451, 452 -> new Meaning(Reason.HOST_TROUBLE, Refused.SOFT);
            default ->
                    new Meaning(
                            phase == Phase.GREETING ? Reason.HOST_TROUBLE : Reason.UNCLASSIFIED,
                            Refused.BLOCKED);
        };
    }
}

package postrider.mail.reply;

import java.time.Instant;
import java.time.InstantSource;
import postrider.lane.MailboxProvider;
import postrider.mail.profile.ShapingProfiles;

/// The rules that come with the program, loaded once for all tests.
public final class Standard {
    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    static final RuleBook RULES = RulePacks.standard(ShapingProfiles.standard().names());

    private Standard() {}

    public static ReplyClassifier classifier() {
        return new ReplyClassifier(RULES, InstantSource.fixed(NOW));
    }

    /// What a line means, said to RCPT unless it tells otherwise.
    static Judgement judge(String line) {
        var quoted = QuotedReply.of(line, Phase.RCPT);
        var tail = MailboxProvider.LONG_TAIL;
        return classifier().judge(tail, quoted.phase(), quoted.code(), quoted.said());
    }

    /// `BOUNCED hard unknown_recipient recipient none`.
    static String shown(Judgement judgement) {
        var outcome = judgement.outcome();
        return "%s%s %s %s %s"
                .formatted(
                        outcome.status(),
                        judgement.isHard() ? " hard" : "",
                        outcome.reason().text(),
                        outcome.meaning().scope().text(),
                        outcome.meaning().action().text());
    }
}

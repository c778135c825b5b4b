package postrider.mail.reply;

import java.time.Duration;
import java.time.InstantSource;
import postrider.lane.MailboxProvider;
import postrider.mail.reply.Rule.Refused;
import postrider.message.LaneAction;
import postrider.message.Meaning;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Scope;

/// Tells whose fault a refusal is and what follows. A recipient is only given up for good where
/// the reply speaks of the recipient. Safe for many threads.
public final class ReplyClassifier {
    private final RuleBook rules;
    private final InstantSource clock;

    /// @param clock for when a rule was last used
    public ReplyClassifier(RuleBook rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /// What a refusal means, whoever said it.
    public Outcome.Refusal classify(Phase phase, int code, ReplyText said) {
        return classify(MailboxProvider.LONG_TAIL, phase, code, said);
    }

    /// What a refusal means.
    ///
    /// @param code the reply code; below 400 it is out of step: deferred
    public Outcome.Refusal classify(
            MailboxProvider provider, Phase phase, int code, ReplyText said) {
        if (code < 400) return outOfStep(reply(code, said));
        return judge(provider, phase, code, said).outcome();
    }

    private static Outcome.Refusal outOfStep(Reply reply) {
        return new Outcome.Deferred(reply, Reason.PROTOCOL, Duration.ZERO);
    }

    private static Reply reply(int code, ReplyText said) {
        return new Reply(code, said.enhanced(), said.text());
    }

    /// The same with the rule that says so.
    ///
    /// @param code 400 to 599; 0 where only words are known: then a refusal for good, unless its
    ///     enhanced status code says otherwise
    public Judgement judge(MailboxProvider provider, Phase phase, int code, ReplyText said) {
        var reply = reply(code, said);
        var question = Question.of(provider, phase, code, said);
        var found = rules.find(question);
        if (found.isEmpty()) return new Judgement(unknown(question, reply), "");
        var entry = found.get();
        entry.fired(clock.millis());
        var outcome = outcome(question, reply, entry.rule().meaning(), entry.rule().refused());
        return new Judgement(outcome, entry.name());
    }

    private static Outcome.Refusal unknown(Question question, Reply reply) {
        return outcome(question, reply, Meaning.of(Reason.UNCLASSIFIED), Refused.BLOCKED);
    }

    private static Outcome.Refusal outcome(
            Question question, Reply reply, Meaning meaning, Refused refused) {
        if (!isForGood(question)) return deferred(question, reply, meaning);
        return switch (refused) {
            case LATER -> deferred(question, reply, meaning);
            case SOFT -> new Outcome.Bounced(reply, meaning, false);
            case BLOCKED -> new Outcome.Blocked(reply, meaning);
            case HARD -> hard(question.phase(), reply, meaning);
        };
    }

    private static boolean isForGood(Question question) {
        if (question.phase().isOpening()) return false;
        return question.code() == 0 ? question.enhanced().kind() != 4 : question.code() >= 500;
    }

    private static Outcome.Refusal deferred(Question question, Reply reply, Meaning meaning) {
        return new Outcome.Deferred(reply, meaning, RetryHint.in(question.text()));
    }

    /// RCPT names the recipient, and the dot comes after it; MAIL does not.
    private static Outcome.Refusal hard(Phase phase, Reply reply, Meaning meaning) {
        if (phase == Phase.RCPT || phase == Phase.DOT)
            return new Outcome.Bounced(reply, meaning, true);
        var ours = new Meaning(Scope.DOMAIN, Reason.POLICY, LaneAction.NONE);
        return new Outcome.Blocked(reply, ours);
    }
}

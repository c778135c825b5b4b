package postrider.mail.reply;

import postrider.message.Outcome;

/// What a refusal means, and who says so.
///
/// @param rule pack and name, or empty where no rule knows the reply
public record Judgement(Outcome.Refusal outcome, String rule) {
    public boolean isHard() {
        return outcome instanceof Outcome.Bounced bounced && bounced.hard();
    }
}

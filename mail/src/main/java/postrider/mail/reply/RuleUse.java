package postrider.mail.reply;

import java.time.Instant;
import java.util.Optional;

/// How often a rule has told what a reply means, since the process began.
///
/// @param rule pack and name: `words/mailbox-full`
/// @param last when it did so last; empty for never
public record RuleUse(String rule, long count, Optional<Instant> last) {}

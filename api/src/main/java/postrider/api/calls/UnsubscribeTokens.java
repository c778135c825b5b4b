package postrider.api.calls;

import java.util.Optional;
import postrider.message.MessageId;

/// Knows the tokens of unsubscribe links. Asked by many threads; answers at once.
@FunctionalInterface
public interface UnsubscribeTokens {
    /// The message whose link ends in `token`; empty if a character of it is not as it was made.
    Optional<MessageId> message(String token);
}

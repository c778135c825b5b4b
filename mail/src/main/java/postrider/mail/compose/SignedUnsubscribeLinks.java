package postrider.mail.compose;

import java.util.Optional;
import postrider.mail.token.PublicTokens;
import postrider.message.MessageId;

/// One-click addresses (RFC 8058) that name the message and cannot be forged. Safe for many threads.
public final class SignedUnsubscribeLinks implements UnsubscribeLinks {
    private final String base;
    private final PublicTokens tokens;

    /// @param base an `https` address that the tokens are put behind, ending in a slash
    public SignedUnsubscribeLinks(String base, PublicTokens tokens) {
        if (!base.startsWith("https://") || !base.endsWith("/")) {
            throw new IllegalArgumentException(
                    "the base of unsubscribe links starts with https:// and ends with a slash");
        }
        this.base = base;
        this.tokens = tokens;
    }

    @Override
    public String address(MessageId message) {
        return base + tokens.token(message);
    }

    /// The message whose link ends in `token`, or empty.
    public Optional<MessageId> message(String token) {
        return tokens.message(token);
    }
}

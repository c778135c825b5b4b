package postrider.mail.compose;

import postrider.message.MessageId;

/// The links by which a message's recipient unsubscribes (RFC 2369, RFC 8058).
@FunctionalInterface
public interface UnsubscribeLinks {
    /// No links at all, as for mail that nobody subscribed to.
    UnsubscribeLinks NONE = message -> "";

    /// An `https` address that is enough by itself to unsubscribe and hard to forge, or empty. It is
    /// the header's one-click address and the template's `unsubscribe_url`, which else is the `mailto:`
    /// address.
    String address(MessageId message);

    /// A `mailto:` address beside it, or empty.
    default String mailto(MessageId message) {
        return "";
    }
}

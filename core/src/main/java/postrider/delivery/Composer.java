package postrider.delivery;

import java.time.Instant;
import postrider.audience.Recipient;
import postrider.message.MessageId;

/// Makes the mails of one campaign: compiled once, then a splice and a signature a message. Safe
/// for many threads.
public interface Composer {
    /// The envelope of a message. Cheap: made before it is certain that the message will be sent.
    Envelope envelope(MessageId message, Recipient recipient);

    /// The finished mail. Message-ID is derived from the message's id, so a resent mail is the same
    /// mail.
    ///
    /// @param resent whether an earlier attempt is UNCERTAIN, so that this one is marked
    /// @throws CannotCompose when this recipient's values make no mail, or one over the bounds
    Mail compose(MessageId message, Recipient recipient, boolean resent, Instant now)
            throws CannotCompose;

    /// The message is at fault, not the link: it is dropped with the reason RENDERING.
    final class CannotCompose extends Exception {
        private static final long serialVersionUID = 1L;

        public CannotCompose(String message) {
            super(message);
        }
    }
}

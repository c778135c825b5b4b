package postrider.mail.inbound;

import postrider.message.StoreUnavailable;

/// Where mail goes that was taken. At least once: a host whose connection broke brings it again.
/// Called by many threads.
@FunctionalInterface
public interface Inbox {
    /// What this has returned for is durable; only then is the host told so.
    ///
    /// @throws StoreUnavailable if it is not; the host is asked to come again
    void take(InboundMail mail);
}

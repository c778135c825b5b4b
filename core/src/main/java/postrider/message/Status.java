package postrider.message;

/// What became of a message. Within one attempt a later constant outranks an earlier one, so the
/// fold of events does not depend on their order. The codes are stored: never renumber.
public enum Status {
    /// Not tried yet.
    QUEUED(0),
    /// Link or process died after the last byte and before the reply.
    UNCERTAIN(1),
    /// Refused for now; the time of the next attempt is known.
    DEFERRED(2),
    /// A relay or ESP took it and will tell more.
    SENT(3),
    /// Not sent, by our own decision.
    DROPPED(4),
    /// Refused for good because of us: reputation, authentication, content, policy.
    BLOCKED(5),
    /// The mailbox provider's host took responsibility. Never "in the inbox".
    DELIVERED(6),
    /// Refused for good because of the recipient, or given up after soft refusals. Outranks
    /// DELIVERED: a bounce may come late.
    BOUNCED(7);

    private static final Status[] BY_CODE = values();

    private final int code;

    Status(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Status of(int code) {
        if (code < 0 || code >= BY_CODE.length)
            throw new IllegalArgumentException("no status " + code);
        return BY_CODE[code];
    }
}

package postrider.testkit.sim;

/// What is to become of one attempt.
enum Fate {
    ACCEPTED,
    UNKNOWN,
    FULL,
    OVER_QUOTA,
    POLICY,
    CONTENT,
    GREYLISTED,
    DEFERRED_AT_RCPT,
    DEFERRED_AT_DOT,
    SHUT,
    CUT,
    LOST,
    MUTED;

    /// Whether the recipient is refused before there is a mail.
    boolean strikesAtRcpt() {
        return switch (this) {
            case UNKNOWN, FULL, OVER_QUOTA, POLICY, GREYLISTED, DEFERRED_AT_RCPT, SHUT -> true;
            case ACCEPTED, CONTENT, DEFERRED_AT_DOT, CUT, LOST, MUTED -> false;
        };
    }

    /// Whether the message need not come again.
    boolean settles() {
        return switch (this) {
            case ACCEPTED, UNKNOWN, OVER_QUOTA, POLICY, CONTENT -> true;
            case FULL, GREYLISTED, DEFERRED_AT_RCPT, DEFERRED_AT_DOT, SHUT, CUT, LOST, MUTED ->
                    false;
        };
    }
}

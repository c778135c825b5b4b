package postrider.message;

/// What a refusal means: whom it is about, why, and what the lane should do.
public record Meaning(Scope scope, Reason reason, LaneAction action) {
    /// What a reason means where nothing more is known.
    public static Meaning of(Reason reason) {
        return switch (reason) {
            case UNKNOWN_RECIPIENT, INACTIVE_MAILBOX, MAILBOX_FULL, NEEDS_SMTPUTF8, SUPPRESSED ->
                    new Meaning(Scope.RECIPIENT, reason, LaneAction.NONE);
            case TOO_LARGE, CONTENT -> new Meaning(Scope.CONTENT, reason, LaneAction.NONE);
            case GREYLISTED -> new Meaning(Scope.ADDRESS, reason, LaneAction.NONE);
            case RATE_LIMITED -> new Meaning(Scope.ADDRESS, reason, LaneAction.SLOW);
            case REPUTATION -> new Meaning(Scope.ADDRESS, reason, LaneAction.SUSPEND);
            case AUTHENTICATION -> new Meaning(Scope.DOMAIN, reason, LaneAction.ALERT);
            case TLS_REQUIRED -> new Meaning(Scope.INTERNAL, reason, LaneAction.ALERT);
            case POLICY, HOST_TROUBLE, CONNECTION, LINK_LOST, EXPIRED, UNCLASSIFIED ->
                    new Meaning(Scope.SITE, reason, LaneAction.NONE);
            case NONE, PROTOCOL, CANCELLED, WINDOW_CLOSED, RENDERING, PROCESS_LOST ->
                    new Meaning(Scope.INTERNAL, reason, LaneAction.NONE);
        };
    }

    public Meaning with(LaneAction other) {
        return new Meaning(scope, reason, other);
    }
}

package postrider.testkit.sim;

/// What an attempt came to, as the far side knows it.
public enum Verdict {
    /// 2xx: it took responsibility, and said so.
    ACCEPTED,
    /// 4xx.
    DEFERRED,
    /// 5xx.
    REFUSED,
    /// It took responsibility, and the connection broke before it could say so.
    DROPPED_ACCEPTED,
    /// It took nothing, and the connection broke amid DATA or before the reply.
    DROPPED_REFUSED,
    /// The client went away or took its word back before the dot. Nothing was taken.
    ABORTED;

    static final String DROPPED_ACCEPTED_TEXT = "dropped-accepted";
    static final String DROPPED_REFUSED_TEXT = "dropped-refused";
    static final String ABORTED_TEXT = "aborted";

    /// Whether the far side now has the mail.
    public boolean isAccepted() {
        return switch (this) {
            case ACCEPTED, DROPPED_ACCEPTED -> true;
            case DEFERRED, REFUSED, DROPPED_REFUSED, ABORTED -> false;
        };
    }

    /// What a reply, as the ledger has it, comes to.
    public static Verdict of(String reply) {
        return switch (reply) {
            case DROPPED_ACCEPTED_TEXT -> DROPPED_ACCEPTED;
            case DROPPED_REFUSED_TEXT -> DROPPED_REFUSED;
            case ABORTED_TEXT -> ABORTED;
            default -> ofCode(reply);
        };
    }

    private static Verdict ofCode(String reply) {
        return switch (reply.isEmpty() ? ' ' : reply.charAt(0)) {
            case '2' -> ACCEPTED;
            case '4' -> DEFERRED;
            case '5' -> REFUSED;
            default ->
                    throw new IllegalArgumentException(
                            "neither a reply nor a way to break off: " + reply);
        };
    }
}

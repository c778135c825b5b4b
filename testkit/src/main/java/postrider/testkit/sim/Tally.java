package postrider.testkit.sim;

/// How many attempts came to what.
public record Tally(
        long accepted,
        long deferred,
        long refused,
        long droppedAccepted,
        long droppedRefused,
        long aborted) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    static Tally of(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> new Tally(1, 0, 0, 0, 0, 0);
            case DEFERRED -> new Tally(0, 1, 0, 0, 0, 0);
            case REFUSED -> new Tally(0, 0, 1, 0, 0, 0);
            case DROPPED_ACCEPTED -> new Tally(0, 0, 0, 1, 0, 0);
            case DROPPED_REFUSED -> new Tally(0, 0, 0, 0, 1, 0);
            case ABORTED -> new Tally(0, 0, 0, 0, 0, 1);
        };
    }

    public long attempts() {
        return accepted + deferred + refused + droppedAccepted + droppedRefused + aborted;
    }

    /// Mails that the far side now has, whether the sender knows or not.
    public long taken() {
        return accepted + droppedAccepted;
    }

    public Tally plus(Tally other) {
        return new Tally(
                accepted + other.accepted,
                deferred + other.deferred,
                refused + other.refused,
                droppedAccepted + other.droppedAccepted,
                droppedRefused + other.droppedRefused,
                aborted + other.aborted);
    }
}

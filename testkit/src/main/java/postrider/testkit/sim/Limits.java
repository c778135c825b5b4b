package postrider.testkit.sim;

/// How much a mailbox provider takes.
///
/// @param connections at once; beyond it: 421
/// @param perSecond messages a second, with a burst of a quarter of a second; beyond it the
///     provider's busy phrase
/// @param perConnection messages on one connection; beyond it: 421
public record Limits(int connections, double perSecond, int perConnection) {
    public static final Limits NONE =
            new Limits(Integer.MAX_VALUE, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);

    public Limits {
        if (connections < 1 || !(perSecond > 0) || perConnection < 1) {
            throw new IllegalArgumentException(
                    "limits are above zero: %d connections, %s a second, %d a connection"
                            .formatted(connections, perSecond, perConnection));
        }
    }

    public Limits withConnections(int limit) {
        return new Limits(limit, perSecond, perConnection);
    }

    public Limits withPerSecond(double limit) {
        return new Limits(connections, limit, perConnection);
    }

    public Limits withPerConnection(int limit) {
        return new Limits(connections, perSecond, limit);
    }
}

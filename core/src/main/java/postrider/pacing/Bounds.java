package postrider.pacing;

import postrider.lane.ShapingProfile;

/// Between what a lane of one source is kept.
///
/// @param connectionsStart how many it begins with, at least 1
/// @param connectionsMax never more, at most [#CONNECTIONS_MAX]
/// @param perSecondStart starts per second it begins with, at least [#PER_SECOND_MIN]
/// @param perSecondMax never more
public record Bounds(
        int connectionsStart, int connectionsMax, double perSecondStart, double perSecondMax) {
    public static final int CONNECTIONS_MAX = 1_000;

    /// One message a minute: slower is a suspension.
    public static final double PER_SECOND_MIN = 1.0 / 60;

    /// More than one process can do.
    public static final double PER_SECOND_MAX = 1_000_000;

    /// What is known of a mailbox provider, for one source address.
    public static Bounds of(ShapingProfile profile) {
        var connections = profile.connections();
        var rate = profile.rate();
        return new Bounds(
                connections.start(),
                connections.ceiling(),
                Math.max(PER_SECOND_MIN, rate.start()),
                Math.max(PER_SECOND_MIN, rate.ceiling()));
    }

    /// For a far side that says itself when it is too much, such as a relay of one's own: nothing to learn
    /// before it does.
    public static Bounds wide(int connections) {
        return new Bounds(connections, connections, PER_SECOND_MAX, PER_SECOND_MAX);
    }

    /// The same with at most so many connections.
    public Bounds within(int connections) {
        return new Bounds(
                Math.min(connectionsStart, connections),
                Math.min(connectionsMax, connections),
                perSecondStart,
                perSecondMax);
    }

    public Bounds {
        if (connectionsStart < 1
                || connectionsMax < connectionsStart
                || connectionsMax > CONNECTIONS_MAX) {
            throw new IllegalArgumentException(
                    "connections go from 1 or more up to at most %d, and start <= max: %d, %d"
                            .formatted(CONNECTIONS_MAX, connectionsStart, connectionsMax));
        }
        if (!(perSecondStart >= PER_SECOND_MIN
                && perSecondMax >= perSecondStart
                && perSecondMax <= PER_SECOND_MAX)) {
            throw new IllegalArgumentException(
                    "starts per second go from 1/60 or more up to at most %.0f, and start <= max: %s, %s"
                            .formatted(PER_SECOND_MAX, perSecondStart, perSecondMax));
        }
    }
}

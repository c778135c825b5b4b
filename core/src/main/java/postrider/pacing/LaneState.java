package postrider.pacing;

import java.time.Duration;

/// What a lane has learned, for the time when its process is gone. Its text has one form; anything else
/// is refused.
///
/// @param perSecond the speed that was held
/// @param refusedPerSecond the speed that was refused, or 0
/// @param connections how many there might be
/// @param refusedConnections how many were refused, or 0
/// @param suspensions in a row
/// @param rest that is left
public record LaneState(
        double perSecond,
        double refusedPerSecond,
        int connections,
        int refusedConnections,
        int suspensions,
        Duration rest) {
    private static final String VERSION = "lane1";
    private static final int SUSPENSIONS_MAX = 1_000_000;
    private static final Duration REST_MAX = Duration.ofHours(8);

    public LaneState {
        if (!(perSecond >= Bounds.PER_SECOND_MIN && perSecond <= Bounds.PER_SECOND_MAX)
                || !(refusedPerSecond >= 0 && refusedPerSecond <= 2 * Bounds.PER_SECOND_MAX)
                || connections < 1
                || connections > Bounds.CONNECTIONS_MAX
                || refusedConnections < 0
                || refusedConnections > Bounds.CONNECTIONS_MAX + 1
                || suspensions < 0
                || suspensions > SUSPENSIONS_MAX
                || rest.isNegative()
                || rest.compareTo(REST_MAX) > 0) {
            throw new IllegalArgumentException(
                    "no state of a lane: a number is out of bounds; begin afresh");
        }
    }

    public static LaneState fresh(Bounds bounds) {
        return new LaneState(
                bounds.perSecondStart(), 0, bounds.connectionsStart(), 0, 0, Duration.ZERO);
    }

    /// The same after so much time has passed with nobody sending.
    public LaneState aged(Duration time) {
        var left = rest.minus(time);
        return new LaneState(
                perSecond,
                refusedPerSecond,
                connections,
                refusedConnections,
                suspensions,
                left.isNegative() ? Duration.ZERO : left);
    }

    public String encoded() {
        return String.join(
                " ",
                VERSION,
                Double.toString(perSecond),
                Double.toString(refusedPerSecond),
                Integer.toString(connections),
                Integer.toString(refusedConnections),
                Integer.toString(suspensions),
                Long.toString(rest.toMillis()));
    }

    /// Throws [IllegalArgumentException] for everything that [#encoded] never gives.
    public static LaneState decode(String text) {
        var part = StateText.parts(text, VERSION, 6);
        return new LaneState(
                StateText.real(part[1]),
                StateText.real(part[2]),
                (int) StateText.whole(part[3], Bounds.CONNECTIONS_MAX),
                (int) StateText.whole(part[4], Bounds.CONNECTIONS_MAX + 1),
                (int) StateText.whole(part[5], SUSPENSIONS_MAX),
                Duration.ofMillis(StateText.whole(part[6], REST_MAX.toMillis())));
    }
}

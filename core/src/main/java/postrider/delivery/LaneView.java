package postrider.delivery;

import java.time.Duration;
import java.util.Optional;
import postrider.lane.Lane;
import postrider.pacing.LaneReading;

/// What a lane of a route is at, at one moment.
///
/// @param route the route's name
/// @param connections senders, those that wait for work included
/// @param idle senders that wait for work
/// @param visits shards that are open
/// @param pace why it goes as it goes; empty for the long tail, where that is each site's own matter
public record LaneView(
        String route,
        Lane lane,
        int connections,
        int idle,
        int visits,
        Optional<LaneReading> pace) {
    /// How long the lane still rests; zero if it does not.
    public Duration rest() {
        return pace.map(LaneReading::rest).orElse(Duration.ZERO);
    }
}

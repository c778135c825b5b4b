package postrider.delivery;

import java.time.Duration;
import postrider.lane.Lane;

/// What a lane of a route is at, at one moment.
///
/// @param route the route's name
/// @param connections senders, those that wait for work included
/// @param idle senders that wait for work
/// @param visits shards that are open
/// @param rest how long the lane still rests; zero if it does not
public record LaneView(
        String route, Lane lane, int connections, int idle, int visits, Duration rest) {}

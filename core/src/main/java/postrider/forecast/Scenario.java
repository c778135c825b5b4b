package postrider.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import postrider.delivery.DeliverySettings;
import postrider.delivery.RouteStates;

/// What is played.
///
/// @param length after which it ends, above zero and at most [#LENGTH_MAX]
/// @param loads one a campaign at most
/// @param kept what is known of the routes from before: lanes, warmups, daily caps
/// @param attemptsMax it ends sooner after so many
public record Scenario(
        Instant start,
        Duration length,
        List<Outlet> outlets,
        List<Load> loads,
        List<RouteStates.Kept> kept,
        DeliverySettings settings,
        long attemptsMax) {
    public static final Duration LENGTH_MAX = Duration.ofDays(366);

    public Scenario {
        outlets = List.copyOf(outlets);
        loads = List.copyOf(loads);
        kept = List.copyOf(kept);
        if (length.isZero() || length.isNegative() || length.compareTo(LENGTH_MAX) > 0)
            throw new IllegalArgumentException(
                    "a simulation lasts at most %d days: %s"
                            .formatted(LENGTH_MAX.toDays(), length));
        if (attemptsMax < 1) throw new IllegalArgumentException("at least one attempt");
        var campaigns = loads.stream().map(load -> load.campaign().id()).distinct().count();
        if (campaigns != loads.size())
            throw new IllegalArgumentException("a campaign stands twice among the loads");
    }
}

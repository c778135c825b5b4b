package postrider.forecast;

import postrider.delivery.Route;
import postrider.lane.Lane;
import postrider.pacing.Bounds;

/// One lane of one route, and whom it meets.
public record Outlet(Route route, Lane lane, Bounds bounds, FarSide farSide) {
    public Outlet {
        if (!route.serves(lane.provider()))
            throw new IllegalArgumentException(
                    "route %s serves no %s".formatted(route.name(), lane.provider()));
    }
}

package postrider.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import postrider.campaign.Campaign;
import postrider.delivery.KeptRoutes;
import postrider.delivery.Route;
import postrider.delivery.Transport;
import postrider.forecast.Load;
import postrider.forecast.Outlet;
import postrider.forecast.SupposedFarSide;
import postrider.lane.Lane;
import postrider.lane.MailboxProvider;
import postrider.pacing.Bounds;
import postrider.pacing.LaneState;

/// The lanes of routes as a forecast supposes them: as fast as what is known of the far side allows.
final class Outlets {
    /// How fast a host answers that nobody has measured.
    private static final Duration LATENCY = Duration.ofMillis(100);

    private static final Duration LATENCY_MAX = Duration.ofSeconds(60);

    private final ForecastParts parts;

    Outlets(ForecastParts parts) {
        this.parts = parts;
    }

    List<Outlet> of(List<Route> routes, Load asked, List<Load> others, Instant now) {
        var lanes = new TreeSet<>(asked.messages().keySet());
        others.forEach(other -> lanes.addAll(other.messages().keySet()));
        var kept = new KeptRoutes(parts.states().all(), now);
        var outlets = new ArrayList<Outlet>();
        for (var route : routes) {
            var transport = transport(route);
            if (transport.isEmpty()) continue;
            for (var lane : lanes) {
                if (!route.serves(lane.provider())) continue;
                var bounds = bounds(route, lane, transport.get());
                var latency = latency(asked, route, bounds);
                outlets.add(outlet(route, lane, bounds, kept, latency));
            }
        }
        return outlets;
    }

    /// A route whose target or secret cannot be read is as if it were not there.
    private Optional<Transport> transport(Route route) {
        try {
            return Optional.of(parts.transports().apply(route));
        } catch (IllegalArgumentException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    private static Outlet outlet(
            Route route, Lane lane, Bounds bounds, KeptRoutes kept, Duration latency) {
        var refused = kept.lane(route.id(), lane).map(LaneState::refusedPerSecond).orElse(0.0);
        return new Outlet(route, lane, bounds, new SupposedFarSide(refused, latency));
    }

    private Bounds bounds(Route route, Lane lane, Transport transport) {
        var provider = lane.provider();
        var limit = parts.settings().limit(provider).connections();
        var connections = Math.min(route.connections(), limit);
        // Each site of the long tail has a pace of its own, and there are many.
        var isOfSites =
                transport.reach() == Transport.Reach.SITES
                        && provider.equals(MailboxProvider.LONG_TAIL);
        return isOfSites
                ? Bounds.wide(connections)
                : transport.bounds(provider).within(connections);
    }

    /// Where nothing else limits it, what a campaign's connections take for a message, as its pace tells.
    private Duration latency(Load asked, Route route, Bounds bounds) {
        var perSecond = parts.pace().perSecond(asked.campaign().id());
        var isFree = bounds.perSecondStart() == Bounds.PER_SECOND_MAX && !isLimited(route, asked);
        if (perSecond <= 0 || !isFree) return LATENCY;
        var connections = (double) route.connections() * asked.messages().size();
        var millis = (long) (1_000 * connections / perSecond);
        return Duration.ofMillis(Math.clamp(millis, 1, LATENCY_MAX.toMillis()));
    }

    private static boolean isLimited(Route route, Load asked) {
        return route.rate().isLimited() || isLimited(asked.campaign());
    }

    private static boolean isLimited(Campaign campaign) {
        var rules = campaign.plan().throttle();
        return rules.global().isLimited()
                || rules.perMailboxProvider().isLimited()
                || rules.perRoute().isLimited();
    }
}

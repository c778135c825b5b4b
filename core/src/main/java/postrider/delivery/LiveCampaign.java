package postrider.delivery;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import postrider.campaign.Campaign;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;

/// A campaign that is being sent: what senders need of it, ready to hand. It stays the same object
/// while its state changes. Safe for many threads.
final class LiveCampaign {
    private final Composer composer;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Campaign campaign;
    private volatile List<Route> routes;

    /// @param routes one at least
    LiveCampaign(Campaign campaign, List<Route> routes, Composer composer) {
        this.campaign = campaign;
        this.routes = routes;
        this.composer = composer;
    }

    Campaign campaign() {
        return campaign;
    }

    void become(Campaign changed, List<Route> edited) {
        campaign = changed;
        routes = edited;
    }

    /// Those that it may go out by, as they are set now.
    List<Route> routes() {
        return routes;
    }

    /// Whether it may go out by this one to this provider.
    boolean takes(int route, MailboxProvider provider) {
        for (var one : routes) if (one.id() == route) return one.serves(provider);
        return false;
    }

    Composer composer() {
        return composer;
    }

    /// How many messages of a shard of this size may go by now.
    int released(int shardSize) {
        return campaign.released(shardSize);
    }

    /// Takes one of the places that the campaign's `concurrency` allows; false if none is free.
    boolean enter() {
        var most = campaign.plan().throttle().concurrency();
        if (inFlight.incrementAndGet() <= most) return true;
        inFlight.decrementAndGet();
        return false;
    }

    /// Whether as many are under way as may be.
    boolean isFull() {
        return inFlight.get() >= campaign.plan().throttle().concurrency();
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    /// Every limit that a message of this campaign to this site needs a permit of.
    List<Throttle.Limit> limits(Route route, Site site, DeliverySettings.LaneLimit laneLimit) {
        return StartLimits.of(campaign, route, site, laneLimit);
    }
}

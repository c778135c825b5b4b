package postrider.delivery;

import java.util.ArrayList;
import java.util.List;
import postrider.campaign.Campaign;
import postrider.campaign.Rate;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;

/// Which limits a start needs a permit of.
public final class StartLimits {
    private StartLimits() {}

    /// Of a campaign's message that goes by this route to this site.
    public static List<Throttle.Limit> of(
            Campaign campaign, Route route, Site site, DeliverySettings.LaneLimit laneLimit) {
        var rules = campaign.plan().throttle();
        var name = campaign.id().toString();
        // In the long tail a limit for "each mailbox provider" means each site.
        var isTail = site.provider().equals(MailboxProvider.LONG_TAIL);
        var provider = isTail ? site.name() : site.provider().name();
        var limits = new ArrayList<Throttle.Limit>(5);
        if (rules.global().isLimited()) limits.add(limit(name, rules.global()));
        if (rules.perMailboxProvider().isLimited()) {
            limits.add(limit(name + " to " + provider, rules.perMailboxProvider()));
        }
        if (rules.perRoute().isLimited())
            limits.add(limit(name + " by " + route.id(), rules.perRoute()));
        if (route.rate().isLimited()) limits.add(limit("route " + route.id(), route.rate()));
        if (laneLimit.rate().isLimited()) {
            limits.add(limit("route " + route.id() + " to " + provider, laneLimit.rate()));
        }
        return limits;
    }

    private static Throttle.Limit limit(String name, Rate rate) {
        return new Throttle.Limit(name, rate);
    }
}

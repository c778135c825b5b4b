package postrider.delivery;

import java.time.Duration;
import java.util.Map;
import postrider.campaign.Rate;
import postrider.lane.MailboxProvider;

/// How senders work, the same for all campaigns.
///
/// @param lease how long a shard is leased; renewed at half of it
/// @param visit how long a visit takes messages before the next shard has its turn
/// @param slot due times are rounded up to it, so that visits stay few
/// @param idle how long an unused connection is kept
/// @param limits what a mailbox provider allows each route; others have [LaneLimit#NONE]
public record DeliverySettings(
        Duration lease,
        Duration visit,
        Duration slot,
        Duration idle,
        Map<MailboxProvider, LaneLimit> limits) {
    /// A sender starts nothing this close to its lease's end. (Before the defaults: they are checked
    /// with it.)
    static final Duration LEASE_MARGIN = Duration.ofSeconds(2);

    public static final DeliverySettings DEFAULT =
            new DeliverySettings(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Map.of());

    public DeliverySettings {
        limits = Map.copyOf(limits);
        if (lease.compareTo(LEASE_MARGIN.multipliedBy(4)) < 0) {
            throw new IllegalArgumentException(
                    "a lease is at least " + LEASE_MARGIN.multipliedBy(4));
        }
        if (slot.isNegative() || slot.isZero())
            throw new IllegalArgumentException("a slot is above zero");
        if (visit.compareTo(lease) > 0)
            throw new IllegalArgumentException("a visit fits into a lease");
    }

    public LaneLimit limit(MailboxProvider provider) {
        return limits.getOrDefault(provider, LaneLimit.NONE);
    }

    /// @param connections at most so many at once in a lane of this provider
    /// @param rate starts per second; for the long tail to each site
    public record LaneLimit(int connections, Rate rate) {
        public static final LaneLimit NONE = new LaneLimit(Route.CONNECTIONS_MAX, Rate.UNLIMITED);

        public LaneLimit {
            if (connections < 1 || connections > Route.CONNECTIONS_MAX) {
                throw new IllegalArgumentException("connections are 1 to " + Route.CONNECTIONS_MAX);
            }
        }
    }
}

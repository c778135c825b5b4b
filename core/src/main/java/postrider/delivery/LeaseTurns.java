package postrider.delivery;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;

/// Whose shards a lane leases next: those of campaigns that run, and of those that are to be closed;
/// whoever was served longest ago first, for there may be more campaigns than have room. Guarded by
/// the lane's lock.
final class LeaseTurns {
    /// Shards open at once in a lane, about 100 KB each: more campaigns take turns.
    private static final int VISITS_MAX = 64;

    /// A campaign alone in its lane has so many shards open, so that none is waited for.
    private static final int VISITS_ALONE = 4;

    /// What lanes of other routes may hand over besides.
    private static final int FULL_FACTOR = 2;

    /// How often the queue is asked for a campaign that had nothing due.
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int route;
    private final Lane lane;
    private final DeliveryParts parts;
    private final FairScheduler scheduler;
    private final Map<CampaignId, Long> askAgainNanos = new LinkedHashMap<>();
    private final Map<CampaignId, Long> servedNanos = new LinkedHashMap<>();

    LeaseTurns(int route, Lane lane, DeliveryParts parts, FairScheduler scheduler) {
        this.route = route;
        this.lane = lane;
        this.parts = parts;
        this.scheduler = scheduler;
    }

    /// What a lane needs shards for.
    enum Need {
        SENDING,
        /// It rests: only what is to be closed is leased.
        CLOSING
    }

    /// How many shards to lease of which campaign.
    ///
    /// @param ending visits that still hold their room
    Map<CampaignId, Integer> next(int ending, Need need, long now) {
        var wanted = new LinkedHashMap<CampaignId, Integer>();
        var room = VISITS_MAX - scheduler.visits().size() - ending;
        for (var live : candidates(now)) {
            if (room <= 0) break;
            var more = Math.min(room, more(live, need, now));
            if (more <= 0) continue;
            wanted.put(live.campaign().id(), more);
            room -= more;
        }
        return wanted;
    }

    private List<LiveCampaign> candidates(long now) {
        var live = parts.board().live();
        var ids = live.stream().map(c -> c.campaign().id()).collect(Collectors.toSet());
        servedNanos.keySet().retainAll(ids);
        askAgainNanos.keySet().retainAll(ids);
        return live.stream()
                .filter(c -> c.takes(route, lane.provider()))
                .filter(c -> askAgainNanos.getOrDefault(c.campaign().id(), now) - now <= 0)
                .sorted(Comparator.comparingLong(this::served))
                .toList();
    }

    private long served(LiveCampaign live) {
        return servedNanos.getOrDefault(live.campaign().id(), Long.MIN_VALUE);
    }

    private int more(LiveCampaign live, Need need, long now) {
        return switch (parts.board().wanted(live, parts.clock().instant())) {
            case Wanted.Yes _ ->
                    switch (need) {
                        case SENDING -> visitsWanted() - scheduler.ready(live.campaign().id(), now);
                        case CLOSING -> 0;
                    };
            case Wanted.Never _ -> VISITS_ALONE;
            case Wanted.Later _, Wanted.Unknown _ -> 0;
        };
    }

    private int visitsWanted() {
        return Math.max(1, VISITS_ALONE / Math.max(1, scheduler.flowCount()));
    }

    /// Whether a campaign's shards run low, so that it is time to lease.
    boolean isLow(CampaignId campaign, long now) {
        return scheduler.ready(campaign, now) < visitsWanted();
    }

    /// Whether it has more of a campaign than it needs soon: what comes besides was handed over.
    boolean isFull(CampaignId campaign, long now) {
        return scheduler.ready(campaign, now) >= FULL_FACTOR * visitsWanted()
                || scheduler.visits().size() >= VISITS_MAX;
    }

    /// The queue was asked for these campaigns, and gave these visits.
    void asked(Map<CampaignId, Integer> wanted, List<Visit> opened, long now) {
        wanted.keySet().forEach(id -> askAgainNanos.put(id, now + ASK_AGAIN_NANOS));
        for (var visit : opened) {
            var id = visit.campaign().campaign().id();
            askAgainNanos.remove(id);
            servedNanos.put(id, now);
        }
    }

    /// Something of the campaign may be due again.
    void askAgain(CampaignId campaign) {
        askAgainNanos.remove(campaign);
    }

    void askAllAgain() {
        askAgainNanos.clear();
    }
}

package postrider.delivery;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import postrider.campaign.CampaignId;

/// How many messages a second each campaign starts in this process, over the last ten seconds. Safe
/// for many threads.
public final class Pace {
    private static final int SECONDS = 10;

    /// One second is still being filled, one is being cleared.
    private static final int SLOTS = SECONDS + 2;

    private final InstantSource clock;
    private final Map<CampaignId, AtomicLongArray> started = new ConcurrentHashMap<>();

    public Pace(InstantSource clock) {
        this.clock = clock;
    }

    public void started(CampaignId campaign) {
        var second = clock.millis() / 1000;
        var slots = started.computeIfAbsent(campaign, _ -> new AtomicLongArray(SLOTS * 2));
        var slot = Math.floorMod(second, SLOTS);
        // Two numbers a slot: the second it counts, and the count.
        var counted = slots.get(slot * 2);
        if (counted != second && slots.compareAndSet(slot * 2, counted, second))
            slots.set(slot * 2 + 1, 0);
        slots.incrementAndGet(slot * 2 + 1);
    }

    /// Starts a second over the last ten whole seconds, or since the first of them that had a start.
    public double perSecond(CampaignId campaign) {
        var slots = started.get(campaign);
        if (slots == null) return 0;
        var now = clock.millis() / 1000;
        long sum = 0;
        long oldest = now;
        for (long second = now - SECONDS; second < now; second++) {
            var slot = Math.floorMod(second, SLOTS);
            if (slots.get(slot * 2) != second) continue;
            sum += slots.get(slot * 2 + 1);
            oldest = Math.min(oldest, second);
        }
        return oldest == now ? 0 : sum / (double) (now - oldest);
    }

    /// Lets go of a campaign that is over.
    public void forget(CampaignId campaign) {
        started.remove(campaign);
    }
}

package postrider.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.Guard;
import postrider.message.Counters;
import postrider.message.MessageReader;

/// The counters of the campaigns that this process saw run in the last 24 hours, counted anew where
/// something may have changed. Used by one thread.
final class CampaignCounts {
    private static final Duration KEPT = Duration.ofHours(24);

    /// What starts nothing may change still: bounces and complaints come late.
    private static final Duration SELDOM = Duration.ofSeconds(30);

    /// Those that were counted longest ago are forgotten first.
    private static final int CAMPAIGNS_MAX = 10_000;

    private final MessageReader reader;
    private final Pace pace;
    private final SequencedMap<CampaignId, Counted> counted = new LinkedHashMap<>();

    CampaignCounts(MessageReader reader, Pace pace) {
        this.reader = reader;
        this.pace = pace;
    }

    /// @param at when it was counted
    /// @param changed when the counters were first found as they are
    record Counted(Campaign campaign, Counters counters, Instant at, Instant changed) {
        /// What came since somebody said that the rest is known.
        Guard.Counts judged() {
            return counters.guarded().since(campaign.watch().known());
        }
    }

    Counted count(Campaign campaign, Instant now) {
        var before = counted.get(campaign.id());
        if (before == null || mayHaveChanged(before, now)) return countAgain(campaign, now);
        var same = new Counted(campaign, before.counters, before.at, before.changed);
        counted.put(campaign.id(), same);
        return same;
    }

    private boolean mayHaveChanged(Counted before, Instant now) {
        return pace.perSecond(before.campaign.id()) > 0
                || Duration.between(before.at, now).abs().compareTo(SELDOM) >= 0;
    }

    Counted countAgain(Campaign campaign, Instant now) {
        var counters = reader.count(campaign.id());
        var before = counted.get(campaign.id());
        var changed = before != null && before.counters.equals(counters) ? before.changed : now;
        var again = new Counted(campaign, counters, now, changed);
        counted.putLast(campaign.id(), again);
        return again;
    }

    /// Lets go of what did not change in the last 24 hours, and of what is too many.
    void forget(Instant now) {
        var since = now.minus(KEPT);
        counted.values().removeIf(one -> one.changed.isBefore(since));
        var oldest = counted.keySet().iterator();
        while (counted.size() > CAMPAIGNS_MAX) {
            oldest.next();
            oldest.remove();
        }
    }

    Collection<Counted> all() {
        return counted.values();
    }
}

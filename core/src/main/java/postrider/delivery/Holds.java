package postrider.delivery;

import java.util.List;
import java.util.Optional;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.lane.Site;

/// Tells what holds messages back. Safe for many threads.
public interface Holds {
    /// What holds messages of this campaign in this lane back, or makes them slow: by the same state that
    /// decides. Empty if the campaign is not under way here.
    ///
    /// @param site where they go, if that is known: in the long tail each has a pace of its own
    List<Hold> holds(CampaignId campaign, Lane lane, Optional<Site> site);
}

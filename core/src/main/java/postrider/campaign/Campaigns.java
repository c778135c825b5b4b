package postrider.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps campaigns. Transactional; safe for many threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `CatalogContract`.
public interface Campaigns {
    /// Stores a new DRAFT of version 1. Ids rise.
    Campaign create(ProjectId project, CampaignPlan plan, byte[] sealedKey, Instant now);

    Optional<Campaign> find(CampaignId campaign);

    /// Stores a change if nobody changed the campaign since `changed` was read, and raises its
    /// version; empty if somebody did.
    Optional<Campaign> update(Campaign changed);

    /// The project's campaigns, newest first, with ids below `before`.
    List<Campaign> list(ProjectId project, long before, int max);

    /// All campaigns that are SCHEDULED, RUNNING or PAUSED, and those CANCELLED after their launch that
    /// are not wound up: their audience is not wholly expanded, or shards are in the queue. Of every
    /// project.
    List<Campaign> active();
}

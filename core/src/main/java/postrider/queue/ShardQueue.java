package postrider.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Shard;
import postrider.message.ShardId;

/// Holds shards until a sender has finished with them. At least once: a shard whose lease runs out is
/// leased again under a higher epoch.
///
/// Safe for many threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `ShardQueueContract`.
public interface ShardQueue {
    /// Leases shards of this lane that are due, least due time first within a campaign.
    ///
    /// @param wanted how many at most of each campaign; campaigns that are not named get none
    List<Lease> lease(Lane lane, Map<CampaignId, Integer> wanted, Instant now, Instant until);

    /// Extends leases that still stand. A lease stands until it is given back, or its shard is leased
    /// again, or all leases are ended.
    ///
    /// @return those that were extended; a lease that is not among them is lost
    List<Lease> renew(Collection<Lease> leases, Instant until);

    /// Ends a visit: the shard is due again at `dueAt`. Without effect if the lease was lost.
    void release(Lease lease, Instant dueAt);

    /// Ends the last visit: nothing of the shard is to be sent any more, and it leaves the queue.
    /// Without effect if the lease was lost.
    void finish(Lease lease);

    /// Makes all of a campaign's shards due now, so that they can be closed or resumed. A visit under
    /// way still says itself when its shard is due again: whoever waits for shards to leave the queue
    /// repeats this until they have.
    void hasten(CampaignId campaign, Instant now);

    /// How an expansion adds to the queue.
    interface Intake {
        /// Adds shards, due at `dueAt`, and moves the campaign's expansion on, in one step. A shard
        /// that is there already stays as it is.
        void add(
                CampaignId campaign, List<Shard> shards, ExpansionProgress progress, Instant dueAt);

        /// How far the campaign's expansion has come; [ExpansionProgress#START] if it has not begun.
        ExpansionProgress progress(CampaignId campaign);

        /// Shards of the campaign that are still in the queue.
        int waiting(CampaignId campaign);

        /// Ends all leases at once: their shards are due as they were. Only for a process that knows that no other is left.
        void endLeases();

        /// The shards of a campaign that are in the queue, by number, at most `max`, with their due
        /// times, for explanations.
        List<Waiting> list(CampaignId campaign, int max);
    }

    /// A shard in the queue.
    ///
    /// @param leased whether a lease of it stands
    record Waiting(ShardId shard, Lane lane, Instant dueAt, boolean leased) {}
}

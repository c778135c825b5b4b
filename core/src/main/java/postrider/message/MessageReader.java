package postrider.message;

import java.util.List;
import java.util.Optional;
import postrider.campaign.CampaignId;

/// Tells what the message store holds, for reports. Safe for many threads.
///
/// Every implementation passes `MessageStoreContract`.
public interface MessageReader {
    /// A shard with its block and all its events, or empty if there is no such shard.
    Optional<StoredShard> read(ShardId shard);

    /// The sum over the campaign's shards: total = sum over statuses, at any moment.
    Counters count(CampaignId campaign);

    /// The campaign's shards with their counters, in order of number.
    ///
    /// @param from the first number wanted
    /// @param max at most so many, 1 to 10,000
    List<CountedShard> shards(CampaignId campaign, int from, int max);

    record CountedShard(Shard shard, Counters counters) {}
}

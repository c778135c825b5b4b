package postrider.message;

import java.util.List;
import postrider.campaign.CampaignId;

/// Holds shards: their sealed blocks and the append-only events of their messages. Appending here
/// is the only commit: what [#append] has returned is durable and counted.
///
/// Safe for many threads; many appends at once share one commit. Throws [StoreUnavailable] when the
/// store cannot be reached; then the call may have taken effect or not, and may be repeated.
///
/// Every implementation passes `MessageStoreContract`.
public interface MessageStore {
    /// Stores new shards, whose messages are all QUEUED. Whatever this campaign has at or beyond the
    /// first of these numbers is replaced: it was written by an expansion that did not finish.
    ///
    /// @param shards at least one, numbered without a gap, all of one campaign
    void put(List<NewShard> shards);

    /// Reads a shard whole for a sender. From now on, intents of older epochs are refused.
    ///
    /// @throws IllegalArgumentException if there is no such shard
    StoredShard open(ShardId shard, long epoch);

    /// Appends events; durable when it returns. The same batch twice is the same as once, batches of
    /// one shard, epoch and sequence being the same. Outcomes are always taken, whatever their epoch:
    /// what happened, happened.
    ///
    /// @return [Appended#FENCED] if the batch holds intents and the shard was opened under a later
    ///     epoch: then this call appended nothing of it
    /// @throws IllegalArgumentException if there is no such shard, or it has no such message; nothing
    ///     was appended
    Appended append(EventBatch batch);

    /// Appends several batches and waits for all at once: each is taken or fenced alone, and all that
    /// were taken are durable when it returns.
    ///
    /// @return in the order of `batches`
    default List<Appended> appendAll(List<EventBatch> batches) {
        return batches.stream().map(this::append).toList();
    }

    /// Packs a shard's events together, for space alone: reading tells the same before and after,
    /// but for doubles. Without effect if there is no such shard.
    void pack(ShardId shard);

    /// Forgets a campaign's shards and events. For campaigns that are archived or erased.
    void remove(CampaignId campaign);

    /// A shard and its recipients.
    record NewShard(Shard shard, SealedBlock block) {}

    enum Appended {
        DONE,
        FENCED
    }
}

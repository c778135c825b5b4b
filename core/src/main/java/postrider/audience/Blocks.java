package postrider.audience;

import postrider.campaign.Campaign;
import postrider.message.SealedBlock;
import postrider.message.ShardId;
import postrider.seal.KeyRing;
import postrider.seal.Seal;

/// Seals and opens the recipients of shards with their campaign's key. Safe for many threads.
public final class Blocks {
    private final Seal seal;
    private final KeyRing keys;

    public Blocks(Seal seal, KeyRing keys) {
        this.seal = seal;
        this.keys = keys;
    }

    public SealedBlock close(Campaign campaign, ShardId shard, RowsBuilder rows) {
        var key = keys.unwrap(campaign.sealedKey());
        return new SealedBlock(0, seal.close(key, place(campaign, shard, 0), rows.encode()));
    }

    public Rows open(Campaign campaign, ShardId shard, SealedBlock block) {
        var key = keys.unwrap(campaign.sealedKey());
        return Rows.decode(
                seal.open(key, place(campaign, shard, block.generation()), block.bytes()));
    }

    private static String place(Campaign campaign, ShardId shard, int generation) {
        return "block " + campaign.project() + " " + shard + " " + generation;
    }
}

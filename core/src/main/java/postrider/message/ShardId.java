package postrider.message;

import postrider.campaign.CampaignId;

/// Names a shard: the campaign and the shard's number in it, from 0 in the order of expansion.
public record ShardId(CampaignId campaign, int number) implements Comparable<ShardId> {
    /// A campaign of ten million messages in shards that are a tenth full.
    public static final int NUMBER_MAX = 100_000;

    public ShardId {
        if (number < 0 || number > NUMBER_MAX) {
            throw new IllegalArgumentException(
                    "a shard number is 0 to " + NUMBER_MAX + ": " + number);
        }
    }

    @Override
    public int compareTo(ShardId other) {
        var order = campaign.compareTo(other.campaign);
        return order != 0 ? order : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return campaign + "/" + number;
    }
}

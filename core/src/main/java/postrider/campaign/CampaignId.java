package postrider.campaign;

/// Names a campaign, as `cmp_12` outside.
public record CampaignId(long value) implements Comparable<CampaignId> {
    public CampaignId {
        if (value < 1) throw new IllegalArgumentException("a campaign id is positive: " + value);
    }

    @Override
    public int compareTo(CampaignId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "cmp_" + value;
    }
}

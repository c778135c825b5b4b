package postrider.message;

import java.util.Optional;
import java.util.regex.Pattern;
import postrider.campaign.CampaignId;

/// Names a message by its place, so that it never has to be looked up; as `msg_12-3-456` outside.
public record MessageId(ShardId shard, int index) {
    private static final Pattern TEXT =
            Pattern.compile("msg_([0-9]{1,18})-([0-9]{1,6})-([0-9]{1,4})");

    public MessageId {
        if (index < 0) throw new IllegalArgumentException("an index is not negative: " + index);
    }

    /// The id that `text` names, or empty if it is not of that form.
    public static Optional<MessageId> parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) return Optional.empty();
        var campaign = Long.parseLong(match.group(1));
        var shard = Integer.parseInt(match.group(2));
        if (campaign < 1 || shard > ShardId.NUMBER_MAX) return Optional.empty();
        return Optional.of(
                new MessageId(
                        new ShardId(new CampaignId(campaign), shard),
                        Integer.parseInt(match.group(3))));
    }

    @Override
    public String toString() {
        return "msg_" + shard.campaign().value() + "-" + shard.number() + "-" + index;
    }
}

package postrider.mail.token;

import java.util.Arrays;
import java.util.Optional;
import postrider.bytes.ByteSink;
import postrider.bytes.ByteSource;
import postrider.campaign.CampaignId;
import postrider.message.MessageId;
import postrider.message.ShardId;

/// What a token says before its tag: the key's id and the message's place.
record Payload(int keyId, MessageId message) {
    byte[] bytes() {
        var out = new ByteSink();
        out.put(keyId);
        out.number(message.shard().campaign().value());
        out.number(message.shard().number());
        out.number(message.index());
        return out.toBytes();
    }

    /// One form for one value: what [#bytes] would not write is no payload.
    ///
    /// @param length how many of the bytes are the payload's
    static Optional<Payload> parse(byte[] bytes, int length) {
        if (length < 1) return Optional.empty();
        var said = Arrays.copyOf(bytes, length);
        try {
            return Optional.of(read(new ByteSource(said)))
                    .filter(payload -> Arrays.equals(payload.bytes(), said));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Payload read(ByteSource in) {
        var keyId = in.next();
        var campaign = new CampaignId(in.number());
        var shard = new ShardId(campaign, in.number(ShardId.NUMBER_MAX));
        return new Payload(keyId, new MessageId(shard, in.number(Integer.MAX_VALUE)));
    }
}

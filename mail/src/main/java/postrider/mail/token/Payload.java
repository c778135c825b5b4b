package postrider.mail.token;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import postrider.campaign.CampaignId;
import postrider.message.MessageId;
import postrider.message.ShardId;

/// What a token says before its tag: the key's id and the message's place. Numbers are written in
/// groups of seven bits, the highest group first, none more than needed: one form for one value.
record Payload(int keyId, MessageId message) {
    private static final int GROUPS_MAX = 9;

    byte[] bytes() {
        var out = new ByteArrayOutputStream(20);
        out.write(keyId);
        number(message.shard().campaign().value(), out);
        number(message.shard().number(), out);
        number(message.index(), out);
        return out.toByteArray();
    }

    private static void number(long value, ByteArrayOutputStream out) {
        int shift = 0;
        while (value >> shift + 7 > 0 && shift < 56) shift += 7;
        for (; shift > 0; shift -= 7) out.write((int) (value >> shift & 0x7f | 0x80));
        out.write((int) (value & 0x7f));
    }

    /// @param length how many of the bytes are the payload's
    static Optional<Payload> parse(byte[] bytes, int length) {
        if (length < 4) return Optional.empty();
        var reader = new Reader(bytes, length);
        var keyId = bytes[0] & 0xff;
        var campaign = reader.number();
        var shard = reader.number();
        var index = reader.number();
        var isSound =
                reader.isDone()
                        && campaign >= 1
                        && shard <= ShardId.NUMBER_MAX
                        && index <= Integer.MAX_VALUE;
        if (!isSound) return Optional.empty();
        var id = new ShardId(new CampaignId(campaign), (int) shard);
        return Optional.of(new Payload(keyId, new MessageId(id, (int) index)));
    }

    private static final class Reader {
        private final byte[] bytes;
        private final int length;
        private int at = 1;
        private boolean broken;

        Reader(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        /// The next number; 0 once something was wrong.
        long number() {
            long value = 0;
            for (int groups = 0; at < length && groups < GROUPS_MAX; groups++) {
                var b = bytes[at++];
                // A number that begins with nothing has a shorter form.
                if (groups == 0 && b == (byte) 0x80) break;
                value = value << 7 | b & 0x7f;
                if (b >= 0) return value;
            }
            broken = true;
            return 0;
        }

        boolean isDone() {
            return !broken && at == length;
        }
    }
}

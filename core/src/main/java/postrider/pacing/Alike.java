package postrider.pacing;

/// Counts different recipients that were refused in a row with one and the same reply.
final class Alike {
    private final long[] recipients;
    private long reply;
    private int count;

    Alike(int max) {
        recipients = new long[max];
    }

    void add(long recipient, long otherReply) {
        if (otherReply != reply) count = 0;
        reply = otherReply;
        for (int i = 0; i < count; i++) if (recipients[i] == recipient) return;
        if (count < recipients.length) recipients[count++] = recipient;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }
}

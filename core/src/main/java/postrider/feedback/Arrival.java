package postrider.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageId;

/// Feedback that has come in and is proven: whoever sent it holds the message's own token.
///
/// @param message whose token it was; its index is that of the event
/// @param source by which way it came, such as `dsn` or `http`
/// @param sourceId the source's own name for this event, as the Message-ID of a report; the same for
///     each double. It is hashed and not kept
public record Arrival(MessageId message, Event.Feedback event, String source, String sourceId) {
    /// Every sequence of feedback is at or above it; closings count from 0.
    private static final long FIRST = 1L << 62;

    public Arrival {
        if (event.index() != message.index())
            throw new IllegalArgumentException(
                    "the event is about message " + event.index() + ", the token about " + message);
    }

    /// Derived from the source's own event id alone, so that appending a double appends nothing.
    EventBatch batch() {
        return new EventBatch(message.shard(), EventBatch.NO_EPOCH, sequence(), List.of(event));
    }

    private long sequence() {
        var whole = String.join("\0", source, sourceId, Integer.toString(message.index()));
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(whole.getBytes(StandardCharsets.UTF_8));
            return FIRST | ByteBuffer.wrap(hash).getLong() >>> 2;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Personal data stays out of logs.
    @Override
    public String toString() {
        return "Arrival[" + message + ", " + source + "]";
    }
}

package postrider.message;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/// A batch of events as bytes, and back: the same events in the same order. Safe for many threads.
///
/// The first byte is the format; then column after column, because like stands by like and so
/// compresses: heads, indices, times, routes, next times, verdicts, and at last the queue ids in
/// the replies. Alone, an intent takes 3 to 5 bytes and a result 4 to 9 more than its queue id; a
/// fact among its shard's events takes 6 to 8.
public final class EventCodec {
    static final int FORMAT = 1;

    // A head: what it is (bits 0-1), whether its route is another than the event's before (bit 2),
    // and its attempt (bits 3-7), or that this stands elsewhere. What has neither route nor attempt
    // is told by the whole byte. These numbers are stored: never renumber.
    static final int INTENT = 0;
    static final int RESULT = 1;
    static final int RESULT_WITH_NEXT = 2;
    static final int CLOSED = 3;
    static final int REPORT = 3 | 1 << 2;
    static final int FACT = 3 | 2 << 2;
    static final int OTHER_ROUTE = 4;
    static final int ATTEMPT_ELSEWHERE = 31;

    /// Intents before results, message by message: what is written so compresses best.
    private static final Comparator<Event> PACKED =
            comparingInt(EventCodec::index)
                    .thenComparing(comparingInt(EventCodec::attempt))
                    .thenComparing(comparing(event -> !(event instanceof Event.Intent)))
                    .thenComparing(comparingLong(Event::atMs));

    private EventCodec() {}

    /// What the event of this head is.
    static int type(int head) {
        return (head & 3) == CLOSED ? head : head & 3;
    }

    public static byte[] encode(List<Event> events) {
        return new EventEncoder().encode(events);
    }

    /// @throws IllegalArgumentException if these are not bytes that [#encode] or [#merge] made
    public static List<Event> decode(byte[] bytes) {
        return new EventDecoder(bytes).decode();
    }

    /// All events of several batches, without doubles, in one; not in their order.
    ///
    /// @throws IllegalArgumentException if one was not made by [#encode] or [#merge]
    public static byte[] merge(List<byte[]> batches) {
        var distinct = new LinkedHashSet<Event>();
        for (var batch : batches) distinct.addAll(decode(batch));
        var events = new ArrayList<>(distinct);
        events.sort(PACKED);
        return encode(events);
    }

    private static int index(Event event) {
        return switch (event) {
            case Event.Intent intent -> intent.index();
            case Event.Result result -> result.index();
            case Event.Feedback feedback -> feedback.index();
            case Event.Closed _ -> Shard.MESSAGES_MAX;
        };
    }

    private static int attempt(Event event) {
        return switch (event) {
            case Event.Intent intent -> intent.attempt();
            case Event.Result result -> result.attempt();
            // After all attempts: its time follows the intent's.
            case Event.Feedback _ -> Event.ATTEMPTS_MAX + 1;
            case Event.Closed _ -> 0;
        };
    }
}

package postrider.mail.inbound;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts what came in since the start of the process. Safe for many threads.
public final class InboundTally {
    /// What can be counted.
    public enum Count {
        /// Mails that were taken.
        ACCEPTED,
        /// Recipients, or mails of the pickup folder, that are none of ours.
        REFUSED,
        BOUNCE,
        BLOCK,
        DELAY,
        DELIVERY,
        COMPLAINT,
        UNSUBSCRIBE,
        /// A program's answer: nothing follows.
        AUTO_REPLY,
        /// Nothing follows from it, or it is not understood.
        OTHER,
        /// It names a message and proves nothing: evidence, and nothing follows.
        UNPROVEN,
        /// Was there before: nothing changed.
        DOUBLE,
        /// Its message is gone.
        NO_MESSAGE;

        /// Whether it says what a mail was, and not what became of it at the door.
        public boolean isFeedback() {
            return this != ACCEPTED && this != REFUSED;
        }

        /// The name outside: `auto_reply`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    public InboundTally() {
        for (var count : Count.values()) counts.put(count, new LongAdder());
    }

    void add(Count count) {
        adder(count).increment();
    }

    /// So many mails of the pickup folder were none of ours.
    public void refused(long mails) {
        adder(Count.REFUSED).add(mails);
    }

    public long of(Count count) {
        return adder(count).sum();
    }

    private LongAdder adder(Count count) {
        var adder = counts.get(count);
        if (adder == null) throw new IllegalStateException("all have been put");
        return adder;
    }

    /// The same mailboxes, which count whom they refuse.
    public Mailboxes counting(Mailboxes mailboxes) {
        return address -> {
            var takes = mailboxes.takes(address);
            if (!takes) add(Count.REFUSED);
            return takes;
        };
    }
}

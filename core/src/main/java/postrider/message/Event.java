package postrider.message;

import java.util.Locale;

/// Something that happened to the messages of a shard. Events are only ever appended.
public sealed interface Event {
    /// When, in epoch milliseconds.
    long atMs();

    /// An attempt is about to start: durable before the first byte that could lead to acceptance.
    ///
    /// @param index the message's place in its shard
    /// @param attempt counted from 1
    record Intent(int index, int attempt, long atMs, int route) implements Event {
        public Intent {
            checkIndex(index);
            if (attempt < 1 || attempt > ATTEMPTS_MAX)
                throw new IllegalArgumentException("no attempt " + attempt);
        }
    }

    /// What an attempt told us, or what was decided about a message.
    ///
    /// @param attempt the attempt it ends, or the number of attempts made where none was
    /// @param hard whether a bounce is the recipient's for good
    /// @param nextAtMs when it is tried again, in epoch milliseconds; 0 if never
    /// @param route 0 where no route was used
    record Result(
            int index,
            int attempt,
            long atMs,
            Status status,
            Reason reason,
            boolean hard,
            Reply reply,
            long nextAtMs,
            int route)
            implements Event {
        public Result {
            checkIndex(index);
            if (attempt < 0 || attempt > ATTEMPTS_MAX)
                throw new IllegalArgumentException("no attempt " + attempt);
            if (status == Status.QUEUED)
                throw new IllegalArgumentException("no event makes a message QUEUED");
        }

        /// Whether this deferral is not counted as one of the message's tries: it was for the speed of all,
        /// there was no link or it was closed, or a refusal for good was not believed.
        public boolean isFree() {
            return status == Status.DEFERRED
                    && (reason == Reason.RATE_LIMITED
                            || reason == Reason.CONNECTION
                            || reply.code() == Reply.CLOSING
                            || isDoubted());
        }

        /// Whether it is a refusal for good that was not believed.
        public boolean isDoubted() {
            return status == Status.DEFERRED && reply.isForGood();
        }
    }

    /// The shard is closed: what is still QUEUED or DEFERRED is DROPPED for this reason, and what is
    /// UNCERTAIN stays so.
    record Closed(long atMs, Reason reason) implements Event {
        public Closed {
            if (reason == Reason.NONE)
                throw new IllegalArgumentException("a closing says its reason");
        }
    }

    /// What came back about a message, sooner or later than its attempt's outcome. It belongs to no
    /// attempt: nobody out there tells which one it answers.
    sealed interface Feedback extends Event {
        int index();
    }

    /// A host that took the message tells what became of it since (RFC 3464).
    ///
    /// @param status DEFERRED while the host still tries, DELIVERED, BOUNCED or BLOCKED
    /// @param hard whether a bounce is the recipient's for good
    record Report(int index, long atMs, Status status, Reason reason, boolean hard, Reply reply)
            implements Feedback {
        public Report {
            checkIndex(index);
            switch (status) {
                case DEFERRED, DELIVERED, BOUNCED, BLOCKED -> {}
                case QUEUED, UNCERTAIN, SENT, DROPPED ->
                        throw new IllegalArgumentException("no report says " + status);
            }
        }

        /// Whether the message did not arrive and will not.
        public boolean isFailure() {
            return status == Status.BOUNCED || status == Status.BLOCKED;
        }

        /// Whether `other` tells nothing new but that it came at another time.
        public boolean repeats(Report other) {
            return equals(
                    new Report(
                            other.index,
                            atMs,
                            other.status,
                            other.reason,
                            other.hard,
                            other.reply));
        }
    }

    /// What the recipient did: a fact beside the message's status.
    ///
    /// @param link which one was followed, by its number in the campaign's template from 1; 0 where none was
    record Fact(int index, long atMs, Kind kind, int link) implements Feedback {
        /// More than any mail has.
        public static final int LINK_MAX = 10_000;

        public Fact {
            checkIndex(index);
            if (link < 0 || link > LINK_MAX || link > 0 && !kind.isOfLink())
                throw new IllegalArgumentException("no link " + link + " of " + kind);
        }

        public Fact(int index, long atMs, Kind kind) {
            this(index, atMs, kind, 0);
        }

        /// Whether `other` tells nothing new but that it happened again.
        public boolean repeats(Fact other) {
            return index == other.index && kind == other.kind && link == other.link;
        }

        /// The codes are stored: never renumber.
        public enum Kind {
            /// Told a mailbox provider that the message is unwanted (RFC 5965).
            COMPLAINED(0),
            /// Asked to be written to no more (RFC 8058, RFC 2369).
            UNSUBSCRIBED(1),
            /// Had its images shown.
            OPENED(2),
            /// Followed a link.
            CLICKED(3),
            /// A program fetched its images, for itself or for a reader who may not have seen it: image
            /// proxies, privacy relays.
            OPENED_BY_MACHINE(4),
            /// A program followed a link: link scanners.
            CLICKED_BY_MACHINE(5);

            private final int code;

            Kind(int code) {
                this.code = code;
            }

            public int code() {
                return code;
            }

            public static Kind of(int code) {
                for (var kind : values()) if (kind.code == code) return kind;
                throw new IllegalArgumentException("no fact " + code);
            }

            /// Whether it tells of one of the message's links.
            public boolean isOfLink() {
                return this == CLICKED || this == CLICKED_BY_MACHINE;
            }

            /// The name outside: `complained`.
            public String text() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// More attempts than any schedule has.
    int ATTEMPTS_MAX = 10_000;

    private static void checkIndex(int index) {
        if (index < 0 || index >= Shard.MESSAGES_MAX)
            throw new IllegalArgumentException("no index " + index);
    }
}

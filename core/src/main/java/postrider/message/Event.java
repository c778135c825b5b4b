package postrider.message;

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

    /// More attempts than any schedule has.
    int ATTEMPTS_MAX = 10_000;

    private static void checkIndex(int index) {
        if (index < 0 || index >= Shard.MESSAGES_MAX)
            throw new IllegalArgumentException("no index " + index);
    }
}

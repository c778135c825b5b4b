package postrider.message;

import java.time.Duration;

/// What one attempt told us. A refusal is an outcome, never an exception.
public sealed interface Outcome {
    Reply reply();

    Reason reason();

    Status status();

    /// The mailbox provider's host took responsibility.
    record Delivered(Reply reply) implements Outcome {
        @Override
        public Reason reason() {
            return Reason.NONE;
        }

        @Override
        public Status status() {
            return Status.DELIVERED;
        }
    }

    /// A relay or ESP took it and will tell more.
    record Sent(Reply reply) implements Outcome {
        @Override
        public Reason reason() {
            return Reason.NONE;
        }

        @Override
        public Status status() {
            return Status.SENT;
        }
    }

    /// The far side said no, or could not be reached.
    sealed interface Refusal extends Outcome {
        Meaning meaning();

        @Override
        default Reason reason() {
            return meaning().reason();
        }
    }

    /// Refused for now.
    ///
    /// @param atLeast a wait that the far side asked for, or zero
    record Deferred(Reply reply, Meaning meaning, Duration atLeast) implements Refusal {
        /// For a reason that says all there is to know.
        public Deferred(Reply reply, Reason reason, Duration atLeast) {
            this(reply, Meaning.of(reason), atLeast);
        }

        @Override
        public Status status() {
            return Status.DEFERRED;
        }
    }

    /// Refused for good because of the recipient (hard), or given up (soft).
    record Bounced(Reply reply, Meaning meaning, boolean hard) implements Refusal {
        /// For a reason that says all there is to know.
        public Bounced(Reply reply, Reason reason, boolean hard) {
            this(reply, Meaning.of(reason), hard);
        }

        @Override
        public Status status() {
            return Status.BOUNCED;
        }
    }

    /// Refused for good because of us.
    record Blocked(Reply reply, Meaning meaning) implements Refusal {
        /// For a reason that says all there is to know.
        public Blocked(Reply reply, Reason reason) {
            this(reply, Meaning.of(reason));
        }

        @Override
        public Status status() {
            return Status.BLOCKED;
        }
    }

    /// Not sent, by our own decision.
    record Dropped(Reason reason) implements Outcome {
        @Override
        public Reply reply() {
            return Reply.NONE;
        }

        @Override
        public Status status() {
            return Status.DROPPED;
        }
    }

    /// The last byte was sent and no reply came.
    record Uncertain(Reason reason) implements Outcome {
        @Override
        public Reply reply() {
            return Reply.NONE;
        }

        @Override
        public Status status() {
            return Status.UNCERTAIN;
        }
    }
}

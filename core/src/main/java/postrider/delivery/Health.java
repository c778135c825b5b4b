package postrider.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.pacing.Breaker;

/// Whether a route works, or a route for one lane: its breaker, told of outcomes. Safe for many threads.
final class Health {
    /// While a route is suspected, the next end may clear it: ask again soon.
    private static final long SUSPECT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Breaker breaker = new Breaker();
    private boolean isOpen;
    private long openedAt;

    /// What a breaker says at one moment.
    ///
    /// @param left until a probe may go
    /// @param ago since it opened, if it is not closed
    record View(Breaker.State state, Breaker.Cause cause, Duration left, Duration ago) {}

    boolean mayStart(long now) {
        return waitFrom(now) == 0;
    }

    /// Nanoseconds until it is worth asking again; 0 if a message may start now.
    long waitFrom(long now) {
        lock.lock();
        try {
            if (breaker.mayStart(now)) return 0;
            return Math.max(SUSPECT_NANOS, breaker.left(now).toNanos());
        } finally {
            lock.unlock();
        }
    }

    Breaker.State state() {
        lock.lock();
        try {
            return breaker.state();
        } finally {
            lock.unlock();
        }
    }

    void started(long now) {
        locked(() -> breaker.started(now));
    }

    /// The start was given back.
    void unused() {
        locked(breaker::unused);
    }

    /// There was no link for the start.
    void noLink(long now) {
        locked(() -> {
            breaker.trouble(now);
            noteOpening(now);
        });
    }

    /// What became of the start.
    void ended(Start start, Outcome outcome, long now) {
        locked(() -> {
            switch (outcome) {
                case Outcome.Delivered _, Outcome.Sent _ -> breaker.accepted(start.pass().at());
                case Outcome.Uncertain _ -> breaker.trouble(now);
                case Outcome.Dropped _ -> breaker.unused();
                case Outcome.Refusal refusal -> refused(start, refusal, now);
            }
            noteOpening(now);
        });
    }

    private void noteOpening(long now) {
        if (breaker.state() == Breaker.State.CLOSED) isOpen = false;
        else if (!isOpen) {
            isOpen = true;
            openedAt = now;
        }
    }

    /// What is left to be tried again at the end of a campaign is refused more often than not: only first
    /// attempts speak for the route.
    private void refused(Start start, Outcome.Refusal refusal, long now) {
        if (isTrouble(refusal)) breaker.trouble(now);
        else if (Doubtful.isSuspicious(refusal) && start.attempt() == 1)
            breaker.refused(start.message().hashCode(), alike(refusal.reply()), now);
        else breaker.unused();
    }

    /// The link broke, or the host closes it (RFC 5321 3.8), or it does not lead there.
    private static boolean isTrouble(Outcome.Refusal refusal) {
        return switch (refusal.meaning().action()) {
            case FAIL_OVER -> true;
            case SLOW, SUSPEND -> false;
            case NONE, ALERT ->
                    refusal.reply().code() == Reply.CLOSING && !isOfSpeed(refusal)
                            || refusal.reason() == Reason.CONNECTION
                            || refusal.reply().code() == 0 && refusal.reason() == Reason.PROTOCOL;
        };
    }

    private static boolean isOfSpeed(Outcome.Refusal refusal) {
        return refusal.reason() == Reason.RATE_LIMITED || refusal.reason() == Reason.GREYLISTED;
    }

    View view(long now) {
        lock.lock();
        try {
            var ago = Duration.ofNanos(now - openedAt);
            return new View(breaker.state(), breaker.cause(), breaker.left(now), ago);
        } finally {
            lock.unlock();
        }
    }

    /// A hash of a reply without the words that may name a recipient or a session.
    private static long alike(Reply reply) {
        var words = new StringBuilder().append(reply.code()).append(reply.enhanced());
        for (var word : reply.text().split("\\s+")) {
            var isName = word.chars().anyMatch(c -> c == '@' || c >= '0' && c <= '9');
            if (!isName) words.append(' ').append(word);
        }
        return words.toString().hashCode();
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}

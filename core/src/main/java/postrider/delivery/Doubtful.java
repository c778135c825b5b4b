package postrider.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.pacing.Breaker;
import postrider.pacing.Doubt;

/// The refusals for good of a lane, which may be its route's fault. Each is held back until the acceptance
/// of a message that started later confirms it. Where the breaker opens instead, or nothing tells within three seconds from a
/// route that accepted nothing lately, it becomes a deferral that costs no attempt. The second refusal of
/// the same message is believed, if the route works.
///
/// What is held back is not written down yet: after a crash its message is sent again. Safe for many
/// threads.
final class Doubtful {
    private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(3);

    /// Beyond, whoever comes is judged at once.
    private static final int HELD_MAX = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Doubt doubt = new Doubt();
    private final List<Held> held = new ArrayList<>();
    private boolean closed;

    /// When something was heard.
    ///
    /// @param state of the route's breaker, which has heard of it
    record Moment(long now, Breaker.State state) {}

    /// @param verdict by what was accepted before it
    private record Held(Start start, Outcome.Refusal refusal, Doubt.Verdict verdict, Moment at) {}

    /// What is to be written now that this start has ended.
    List<Ended> ended(Start start, Outcome outcome, Moment at) {
        lock.lock();
        try {
            if (outcome instanceof Outcome.Refusal refusal && isSuspicious(refusal))
                return refused(start, refusal, at);
            if (!isAccepted(outcome)) return List.of(new Ended(start, outcome));
            doubt.accepted();
            var all = confirmedBy(start.pass().at());
            all.add(new Ended(start, outcome));
            return all;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the route may be to blame for a refusal for good. A host that tells the state of a mailbox
    /// has looked at it.
    static boolean isSuspicious(Outcome.Refusal refusal) {
        if (refusal instanceof Outcome.Deferred || !refusal.reply().isForGood()) return false;
        return refusal.reason() != Reason.MAILBOX_FULL
                && refusal.reason() != Reason.INACTIVE_MAILBOX;
    }

    private static boolean isAccepted(Outcome outcome) {
        return outcome instanceof Outcome.Delivered || outcome instanceof Outcome.Sent;
    }

    private List<Ended> refused(Start start, Outcome.Refusal refusal, Moment at) {
        held.add(new Held(start, refusal, doubt.refused(), at));
        var works = at.state() == Breaker.State.CLOSED;
        if (works && held.size() <= HELD_MAX && !closed) return List.of();
        return judged(held.size(), at.state());
    }

    private List<Ended> confirmedBy(long startedAt) {
        var all = new ArrayList<Ended>(held.size() + 1);
        int count = 0;
        while (count < held.size() && held.get(count).at().now() - startedAt < 0) count++;
        var first = held.subList(0, count);
        for (var one : first) all.add(new Ended(one.start(), one.refusal()));
        first.clear();
        return all;
    }

    /// What has been held for long enough, judged.
    List<Ended> overdue(Breaker.State state, long now) {
        lock.lock();
        try {
            int count = 0;
            while (count < held.size() && now - held.get(count).at().now() >= HELD_NANOS) count++;
            return judged(count, state);
        } finally {
            lock.unlock();
        }
    }

    /// Holds nothing back any more; gives what was, judged.
    List<Ended> close(Breaker.State state) {
        lock.lock();
        try {
            closed = true;
            return judged(held.size(), state);
        } finally {
            lock.unlock();
        }
    }

    private List<Ended> judged(int count, Breaker.State state) {
        var first = held.subList(0, count);
        var judged = first.stream().map(one -> judged(one, state)).toList();
        first.clear();
        return judged;
    }

    private static Ended judged(Held one, Breaker.State state) {
        var start = one.start();
        var again = start.visit().fold().wasDoubted(start.index());
        var believed =
                state == Breaker.State.CLOSED && (again || one.verdict() == Doubt.Verdict.BELIEVE);
        var refusal = one.refusal();
        return new Ended(
                start,
                believed
                        ? refusal
                        : new Outcome.Deferred(refusal.reply(), refusal.meaning(), Duration.ZERO));
    }
}

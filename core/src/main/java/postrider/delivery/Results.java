package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageStore.Appended;
import postrider.message.StoreUnavailable;

/// Results of a sender's attempts on their way to the store: known, and not durable yet. Used by its thread;
/// the lane writes what waits too long.
final class Results {
    private static final System.Logger LOG = System.getLogger(Results.class.getName());

    /// What happened must be written down: a store that is away is asked again.
    private static final long STORE_AGAIN_MS = 500;

    /// A result that waits so long for company is written alone: the host stalls at the next envelope.
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LaneRunner lane;
    private final DeliveryParts parts;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Known> unwritten = new ArrayList<>(2);
    private long oldest;

    Results(LaneRunner lane) {
        this.lane = lane;
        parts = lane.parts();
    }

    private record Known(Start start, Event.Result result) {
        EventBatch batch() {
            return start.visit().batch(List.of(result));
        }
    }

    /// Takes what became of an attempt.
    void note(Ended ended) {
        var now = parts.clock().instant();
        note(ended, attempt(ended.start(), now), now);
    }

    /// Takes a decision of our own: no attempt was made.
    void noteOwn(Ended ended) {
        var start = ended.start();
        var now = parts.clock().instant();
        note(ended, new Settlement.Attempt(start.index(), start.attempt() - 1, 0, now, 0), now);
    }

    private void note(Ended ended, Settlement.Attempt attempt, Instant now) {
        var start = ended.start();
        var campaign = start.campaign().campaign();
        var result = lane.settlement().settle(campaign, attempt, ended.outcome(), now);
        lock.lock();
        try {
            if (unwritten.isEmpty()) oldest = parts.nanoTime().getAsLong();
            unwritten.add(new Known(start, result));
        } finally {
            lock.unlock();
        }
    }

    private Settlement.Attempt attempt(Start start, Instant now) {
        var fold = start.visit().fold();
        var first = fold.firstAtMs(start.index());
        return new Settlement.Attempt(
                start.index(),
                start.attempt(),
                fold.freeAttempts(start.index()),
                first == 0 ? now : Instant.ofEpochMilli(first),
                lane.routeId());
    }

    /// Makes all durable together with this intent, which tells whether it was fenced. Blocks; throws
    /// `StoreUnavailable`, and then keeps what it has.
    Appended writeWith(EventBatch intent) {
        lock.lock();
        try {
            var batches = new ArrayList<EventBatch>(unwritten.size() + 1);
            for (var known : unwritten) batches.add(known.batch());
            batches.add(intent);
            var appended = parts.messages().appendAll(batches);
            written();
            return appended.getLast();
        } finally {
            lock.unlock();
        }
    }

    /// Makes all durable, however long the store is away; until the thread is interrupted.
    void write() {
        while (true) {
            try {
                writeAll();
                return;
            } catch (StoreUnavailable e) {
                LOG.log(Level.WARNING, "results of lane " + lane.lane() + " wait for the store", e);
                if (!pause()) return;
            }
        }
    }

    /// Makes durable what has waited for long. Called by the lane; blocks; throws `StoreUnavailable`.
    void writeOverdue() {
        // Whoever holds the lock is writing.
        if (!lock.tryLock()) return;
        try {
            var isOverdue = parts.nanoTime().getAsLong() - oldest > ALONE_NANOS;
            if (!unwritten.isEmpty() && isOverdue) writeAll();
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        lock.lock();
        try {
            if (unwritten.isEmpty()) return;
            parts.messages().appendAll(unwritten.stream().map(Known::batch).toList());
            written();
        } finally {
            lock.unlock();
        }
    }

    private void written() {
        unwritten.forEach(known -> lane.ended(known.start(), known.result()));
        unwritten.clear();
    }

    /// Until it is worth asking the store again; false if interrupted.
    static boolean pause() {
        try {
            Thread.sleep(STORE_AGAIN_MS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

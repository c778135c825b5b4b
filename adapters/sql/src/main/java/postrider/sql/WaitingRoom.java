package postrider.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where callers wait with their tickets for a thread with a connection. Bounded: callers wait in front
/// of a full one. Once closed nobody gets in, and who is in is still served.
final class WaitingRoom {
    /// More callers than a process has connections to the outside.
    private static final int CALLERS_MAX = 16_384;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition enough = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<List<? extends Ticket<?>>> waiting = new ArrayDeque<>();
    private int awaited = 1;
    private boolean closed;

    <T> T enter(Ticket<T> ticket) {
        admit(List.of(ticket));
        return ticket.await();
    }

    /// Tickets that one caller waits for together.
    <T> List<T> enterAll(List<? extends Ticket<T>> tickets) {
        // Nobody waits for nothing: to be handed no ticket means that the room is closed.
        if (tickets.isEmpty()) return List.of();
        admit(tickets);
        return tickets.stream().map(Ticket::await).toList();
    }

    private void admit(List<? extends Ticket<?>> tickets) {
        lock.lock();
        try {
            while (waiting.size() >= CALLERS_MAX && !closed) room.awaitUninterruptibly();
            if (closed) throw Trouble.closed();
            waiting.add(tickets);
            if (waiting.size() >= awaited) enough.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes the tickets of at most `max` callers, or waits for the first; none at all once closed and
    /// empty.
    List<Ticket<?>> take(int max) {
        return take(max, 1, 0);
    }

    /// The same, but waits a while for there to be `expected` callers.
    List<Ticket<?>> take(int max, int expected, long patienceNanos) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) enough.awaitUninterruptibly();
            awaitMore(Math.min(max, expected), patienceNanos);
            var taken = new ArrayList<Ticket<?>>();
            for (int i = 0; i < max && !waiting.isEmpty(); i++) taken.addAll(waiting.remove());
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void awaitMore(int expected, long patienceNanos) {
        awaited = expected;
        try {
            var left = patienceNanos;
            while (waiting.size() < expected && left > 0 && !closed) left = enough.awaitNanos(left);
        } catch (InterruptedException e) {
            // Whoever interrupts is impatient: so goes on at once with what there is.
            Thread.currentThread().interrupt();
        } finally {
            awaited = 1;
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            enough.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

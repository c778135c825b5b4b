package postrider.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where tickets wait for a thread with a connection. Bounded: callers wait in front of a full one.
/// Once closed nobody gets in, and who is in is still served.
final class WaitingRoom {
    /// More callers than a process has connections to the outside.
    private static final int TICKETS_MAX = 16_384;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition someone = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Ticket<?>> waiting = new ArrayDeque<>();
    private boolean closed;

    <T> T enter(Ticket<T> ticket) {
        admit(ticket);
        return ticket.await();
    }

    /// Tickets that one caller waits for together.
    <T> List<T> enterAll(List<? extends Ticket<T>> tickets) {
        tickets.forEach(this::admit);
        return tickets.stream().map(Ticket::await).toList();
    }

    private void admit(Ticket<?> ticket) {
        lock.lock();
        try {
            while (waiting.size() >= TICKETS_MAX && !closed) room.awaitUninterruptibly();
            if (closed) throw Trouble.closed();
            waiting.add(ticket);
            someone.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes at most `max` that wait, or waits for the first; none at all once closed and empty.
    List<Ticket<?>> take(int max) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) someone.awaitUninterruptibly();
            var taken = new ArrayList<Ticket<?>>(Math.min(max, waiting.size()));
            while (taken.size() < max && !waiting.isEmpty()) taken.add(waiting.remove());
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            someone.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package postrider.sql;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import postrider.message.EventBatch;
import postrider.message.MessageStore.Appended;

/// A call that waits until a thread with a connection has done what it asks for.
abstract sealed class Ticket<T> {
    private final Thread caller = Thread.currentThread();
    private @Nullable Supplier<T> answer;
    private volatile boolean settled;

    final Thread caller() {
        return caller;
    }

    /// Says what the caller will get, once the ticket is settled.
    final void answer(T result) {
        answer = () -> result;
    }

    /// Says what will be thrown to the caller, once the ticket is settled.
    final void refuse(RuntimeException failure) {
        answer =
                () -> {
                    throw failure;
                };
    }

    /// Lets the caller go on.
    final void settle() {
        settled = true;
        LockSupport.unpark(caller);
    }

    /// Waits, and through interrupts as well: the wait is short, and whoever gave up would not know
    /// what had been written. The interrupt is kept for the caller.
    final T await() {
        var interrupted = false;
        while (!settled) {
            LockSupport.park(this);
            if (Thread.interrupted()) interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
        if (answer == null) throw new IllegalStateException("a ticket was settled unanswered");
        return answer.get();
    }

    /// Some work.
    static final class Job<T> extends Ticket<T> {
        private final Work<T> work;

        Job(Work<T> work) {
            this.work = work;
        }

        void run(Session session) throws java.sql.SQLException {
            answer(work.on(session));
        }
    }

    /// Work that is done outside of any transaction.
    static final class Alone extends Ticket<Boolean> {
        final java.util.List<String> statements;

        Alone(java.util.List<String> statements) {
            this.statements = statements;
        }
    }

    /// Events to append, together with those of other callers.
    static final class Append extends Ticket<Appended> {
        final EventBatch batch;

        Append(EventBatch batch) {
            this.batch = batch;
        }
    }
}

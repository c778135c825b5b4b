package postrider.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A few threads that read, each on its own connection. Platform threads, for the reason that
/// [GroupCommit] has one; their number bounds what readers cost the database, and callers wait
/// parked for their turn.
///
/// Every statement sees all that was committed before it began.
final class Readers implements AutoCloseable {
    private final WaitingRoom room = new WaitingRoom();
    private final List<Thread> threads = new ArrayList<>();
    private final Dialect dialect;

    Readers(Dialect dialect, int count) {
        this.dialect = dialect;
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().name("sql-reader-" + i).start(this::serve));
        }
    }

    <T> T run(Work<T> work) {
        return room.enter(new Ticket.Job<>(work));
    }

    private void serve() {
        @Nullable Session session = null;
        var tickets = room.take(1);
        while (!tickets.isEmpty()) {
            for (var ticket : tickets) session = serve(ticket, session);
            tickets = room.take(1);
        }
        if (session != null) session.close();
    }

    /// @return the session to go on with, or null if it is to be made anew
    private @Nullable Session serve(Ticket<?> ticket, @Nullable Session session) {
        var open = session;
        try {
            if (open == null) open = new Session(dialect.connect());
            if (ticket instanceof Ticket.Job<?> job) job.run(open);
        } catch (SQLException | RuntimeException | Error e) {
            ticket.refuse(Trouble.toThrow(e));
            if (open != null && !open.isUsable()) {
                open.close();
                open = null;
            }
        } finally {
            ticket.settle();
        }
        return open;
    }

    /// Takes no more calls, finishes those that are waiting, and ends.
    @Override
    public void close() {
        room.close();
        threads.forEach(Threads::join);
    }
}

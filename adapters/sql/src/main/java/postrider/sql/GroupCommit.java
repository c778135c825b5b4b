package postrider.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postrider.message.EventBatch;
import postrider.message.MessageStore.Appended;

/// The one thread of this process that writes: it takes all calls that wait, does them in one
/// transaction, and lets the callers go on once that is durable. So hundreds of callers share one
/// flush of the disk, and SQLite never has two writers.
///
/// A platform thread: the drivers block in native code or for long, which would hold the carrier of
/// a virtual thread. Callers wait parked and hold nothing.
///
/// Where one call of a commit fails, all of them are done once more, each alone, so that it fails
/// alone. Where the commit itself fails, nobody knows what was written: all callers are told so.
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /// What one flush may wait for, so that the first of them does not wait long.
    private static final int CALLERS_MAX = 1_024;

    /// How long a commit waits for [Company] at most.
    private static final long PATIENCE_NANOS = 4_000_000;

    private final WaitingRoom room = new WaitingRoom();
    private final Dialect dialect;
    private final Appends appends;
    private final Company company;
    private final AtomicLong commits = new AtomicLong();
    private final Thread thread;
    private @Nullable Session session;

    GroupCommit(Dialect dialect, Appends appends, Company company) {
        this.dialect = dialect;
        this.appends = appends;
        this.company = company;
        thread = Thread.ofPlatform().name("sql-writer").start(this::serve);
    }

    <T> T run(Work<T> work) {
        return room.enter(new Ticket.Job<>(work));
    }

    Appended append(EventBatch batch) {
        return room.enter(new Ticket.Append(batch));
    }

    /// Appends that are made together are as durable as one, mostly in one commit.
    List<Appended> appendAll(List<EventBatch> batches) {
        return room.enterAll(batches.stream().map(Ticket.Append::new).toList());
    }

    /// Runs statements that may not be in a transaction.
    void runAlone(List<String> statements) {
        room.enter(new Ticket.Alone(statements));
    }

    /// Commits since the start.
    long commits() {
        return commits.get();
    }

    private void serve() {
        var tickets = room.take(CALLERS_MAX);
        while (!tickets.isEmpty()) {
            commit(tickets);
            company.served(tickets, System.nanoTime());
            tickets = room.take(CALLERS_MAX, company.expected(), PATIENCE_NANOS);
        }
        leave();
    }

    private void commit(List<Ticket<?>> tickets) {
        try {
            var shared = new ArrayList<Ticket<?>>(tickets.size());
            for (var ticket : tickets) {
                if (ticket instanceof Ticket.Alone alone) runOutside(alone);
                else shared.add(ticket);
            }
            if (!shared.isEmpty()) runTogether(shared);
        } finally {
            // A virtual thread wakes others for less than a platform thread does, and the next
            // commit need not wait for it.
            Thread.startVirtualThread(() -> tickets.forEach(Ticket::settle));
        }
    }

    private void runTogether(List<Ticket<?>> tickets) {
        try {
            perform(connected(), tickets);
        } catch (SQLException | RuntimeException | Error e) {
            undo();
            if (tickets.size() == 1 || session == null) refuse(tickets, e);
            else tickets.forEach(ticket -> runTogether(List.of(ticket)));
            return;
        }
        try {
            connected().commit();
            commits.incrementAndGet();
            appends.committed();
        } catch (SQLException e) {
            undo();
            refuse(tickets, e);
        }
    }

    private void perform(Session open, List<Ticket<?>> tickets) throws SQLException {
        open.begin();
        var appending = new ArrayList<Ticket.Append>(tickets.size());
        for (var ticket : tickets) {
            switch (ticket) {
                case Ticket.Job<?> job -> job.run(open);
                case Ticket.Append append -> appending.add(append);
                case Ticket.Alone _ -> throw new IllegalStateException("not in a transaction");
            }
        }
        if (!appending.isEmpty()) appends.write(open, appending);
    }

    private void runOutside(Ticket.Alone ticket) {
        try {
            connected().outsideTransaction(ticket.statements);
            ticket.answer(true);
        } catch (SQLException e) {
            undo();
            refuse(List.of(ticket), e);
        }
    }

    private Session connected() throws SQLException {
        var open = session;
        if (open == null) {
            open = new Session(dialect.connect());
            session = open;
        }
        return open;
    }

    /// Back to what is committed; a connection that is broken is given up, and made anew for the
    /// next commit.
    private void undo() {
        appends.forget();
        var open = session;
        if (open == null) return;
        try {
            open.rollback();
        } catch (SQLException e) {
            LOG.warn("giving up a connection: {}", e.getSQLState());
            leave();
            return;
        }
        if (!open.isUsable()) leave();
    }

    private void leave() {
        var open = session;
        session = null;
        if (open != null) open.close();
    }

    private static void refuse(List<Ticket<?>> tickets, Throwable cause) {
        for (var ticket : tickets) ticket.refuse(Trouble.toThrow(cause));
    }

    /// Takes no more calls, finishes those that are waiting, and ends.
    @Override
    public void close() {
        room.close();
        Threads.join(thread);
    }
}

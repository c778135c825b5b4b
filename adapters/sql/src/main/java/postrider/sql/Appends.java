package postrider.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import postrider.message.Event;
import postrider.message.ShardId;
import postrider.message.Status;

/// Writes what is appended in one commit: for each shard its events, one row an epoch, and its
/// counters once. Used by the writer alone.
///
/// The counters are replaced only if the shard is still at the version that they were folded from.
/// If another process has changed it, all is done anew for this shard with its row locked: its events
/// are read again, and what it was opened under since decides what is fenced. Shards go in the order of
/// their ids, so that two processes do not wait for each other.
final class Appends {
    private static final String INSERT_EVENTS =
            """
            insert into event (campaign, number, epoch, sequence, events) values (?, ?, ?, ?, ?)
            on conflict do nothing\
            """;

    private static final String REPLACE_COUNTERS =
            """
            update shard
            set queued = ?, uncertain = ?, deferred = ?, sent = ?, dropped = ?, blocked = ?,
                delivered = ?, bounced = ?, in_flight = ?, ever_uncertain = ?,
                hard_bounced = ?,
                bounced_late = ?, complained = ?, unsubscribed = ?, opened = ?, clicked = ?,
                opened_by_machine = ?, clicked_by_machine = ?,
                version = version + 1
            where campaign = ? and number = ? and version = ?\
            """;

    private static final String LOCK =
            """
            update shard set version = version + 1 where campaign = ? and number = ?\
            """;

    private static final String TAKE_BACK =
            """
            delete from event where campaign = ? and number = ? and epoch = ? and sequence = ?\
            """;

    private final WarmShards warm;

    Appends(WarmShards warm) {
        this.warm = warm;
    }

    /// A shard's appends and what is known of the shard.
    private record Known(ShardAppends appends, WarmShard shard) {}

    /// Answers the tickets too; the answers hold once this is committed.
    void write(Session session, List<Ticket.Append> tickets) throws SQLException {
        var shards = new TreeMap<ShardId, ShardAppends>();
        for (var ticket : tickets) {
            shards.computeIfAbsent(ticket.batch.shard(), ShardAppends::new).add(ticket);
        }
        var known = new ArrayList<Known>(shards.size());
        for (var appends : shards.values()) {
            var shard = warm.touch(session, appends.shard);
            if (shard.isPresent()) known.add(new Known(appends, shard.get()));
            else appends.refuseAll();
        }
        writeKnown(session, known);
    }

    private void writeKnown(Session session, List<Known> known) throws SQLException {
        for (var one : known) one.appends.decide(one.shard);
        insertEvents(session, known);
        known.removeIf(one -> !fold(one));
        if (known.isEmpty()) return;

        for (var one : known) addCounters(session, one);
        var counts = session.flush(REPLACE_COUNTERS);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) writeAnew(session, known.get(i).appends);
            else known.get(i).shard.written();
        }
    }

    /// What was decided and folded is void: takes it back and does it again, with nobody beside.
    private void writeAnew(Session session, ShardAppends appends) throws SQLException {
        var campaign = appends.shard.campaign().value();
        var number = appends.shard.number();
        for (var row : appends.rows()) {
            if (row.isWritten())
                session.update(TAKE_BACK, campaign, number, row.epoch, row.sequence());
        }
        session.update(LOCK, campaign, number);
        var shard = warm.reread(session, appends.shard);
        if (shard.isEmpty()) {
            appends.refuseAll();
            return;
        }
        var alone = new ArrayList<Known>();
        alone.add(new Known(appends, shard.get()));
        writeKnown(session, alone);
    }

    private static void insertEvents(Session session, List<Known> known) throws SQLException {
        var pending = new ArrayList<EventRow>();
        for (var one : known) pending.addAll(one.appends.rows());
        while (!pending.isEmpty()) {
            for (var row : pending) addEvents(session, row);
            var counts = session.flush(INSERT_EVENTS);
            for (int i = 0; i < counts.length; i++) pending.get(i).inserted(counts[i]);
            pending.removeIf(row -> !row.isPending());
        }
    }

    private static void addEvents(Session session, EventRow row) throws SQLException {
        session.add(
                INSERT_EVENTS,
                row.shard.campaign().value(),
                row.shard.number(),
                row.epoch,
                row.sequence(),
                row.encoded());
    }

    /// Folds what was written; false if nothing was, because all of it had been appended before.
    private static boolean fold(Known one) {
        var changed = false;
        for (var row : one.appends.rows()) {
            if (!row.isWritten()) continue;
            row.events().forEach(one.shard.fold::apply);
            changed = true;
        }
        return changed;
    }

    private static void addCounters(Session session, Known one) throws SQLException {
        var fold = one.shard.fold;
        session.add(
                REPLACE_COUNTERS,
                fold.of(Status.QUEUED),
                fold.of(Status.UNCERTAIN),
                fold.of(Status.DEFERRED),
                fold.of(Status.SENT),
                fold.of(Status.DROPPED),
                fold.of(Status.BLOCKED),
                fold.of(Status.DELIVERED),
                fold.of(Status.BOUNCED),
                fold.inFlight(),
                fold.everUncertain(),
                fold.hardBounced(),
                fold.bouncedLate(),
                fold.of(Event.Fact.Kind.COMPLAINED),
                fold.of(Event.Fact.Kind.UNSUBSCRIBED),
                fold.of(Event.Fact.Kind.OPENED),
                fold.of(Event.Fact.Kind.CLICKED),
                fold.of(Event.Fact.Kind.OPENED_BY_MACHINE),
                fold.of(Event.Fact.Kind.CLICKED_BY_MACHINE),
                one.appends.shard.campaign().value(),
                one.appends.shard.number(),
                one.shard.version());
    }

    void committed() {
        warm.committed();
    }

    void forget() {
        warm.forget();
    }
}

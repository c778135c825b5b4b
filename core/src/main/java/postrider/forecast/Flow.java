package postrider.forecast;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.PriorityQueue;
import postrider.campaign.Campaign;
import postrider.lane.Lane;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.Status;

/// The messages of one campaign in one lane: those that no outlet has been given yet, those that wait to be
/// tried again, and what became of all.
final class Flow {
    final Campaign campaign;
    final Lane lane;
    final long from;
    final long until;
    final Concurrency concurrency;

    /// One at each outlet that may take its messages.
    final List<Share> shares = new ArrayList<>();

    private final PriorityQueue<Parcel> retries = new PriorityQueue<>(Parcel.SOONEST);
    private final long[] counts = new long[Status.values().length];
    private long firsts;
    private long batches;
    private long open;
    private long hardBounced;
    private long endedAt;
    private final long total;
    private long nearlyAt;

    /// How many messages of a campaign are under way, in all lanes.
    static final class Concurrency {
        private final int most;
        private int count;

        Concurrency(int most) {
            this.most = most;
        }

        boolean isFull() {
            return count >= most;
        }

        void enter() {
            count++;
        }

        void leave() {
            count--;
        }
    }

    Flow(Load load, Lane lane, long messages, SimulatedTime time, Concurrency concurrency) {
        campaign = load.campaign();
        this.lane = lane;
        this.concurrency = concurrency;
        from = time.nanos(load.window().start());
        until = time.nanos(load.window().end());
        firsts = messages;
        open = messages;
        total = messages;
        counts[Status.QUEUED.code()] = messages;
    }

    long firsts() {
        return firsts;
    }

    /// Takes at most so many that were never tried.
    long takeFirsts(long most) {
        var taken = Math.min(most, firsts);
        firsts -= taken;
        batches++;
        return taken;
    }

    void giveBackFirsts(long count) {
        firsts += count;
    }

    /// Names the batch that is taken next.
    long hash() {
        return (campaign.id().value() * 31 + lane.hashCode()) * 1_000_003 + batches;
    }

    /// When the next retry is due, or [Agenda#NEVER].
    long nextDue() {
        var next = retries.peek();
        return next == null ? Agenda.NEVER : next.at;
    }

    Parcel takeRetry() {
        return retries.remove();
    }

    void giveBack(Parcel retry) {
        retries.add(retry);
    }

    /// What an attempt came to.
    void ended(Parcel parcel, Event.Result result, long dueAt, long now) {
        move(parcel.status, result.status(), 1);
        parcel.status = result.status();
        if (result.isFree()) parcel.free++;
        if (result.nextAtMs() > 0) {
            parcel.at = dueAt;
            retries.add(parcel);
            return;
        }
        if (result.hard()) hardBounced++;
        open--;
        endedAt = now;
        if (isNearlyOver() && nearlyAt == 0) nearlyAt = now;
    }

    private void move(Status from, Status to, long count) {
        counts[from.code()] -= count;
        counts[to.code()] += count;
    }

    /// Its window is over: what waits is dropped.
    void close() {
        long dropped = firsts;
        for (var share : shares) {
            dropped += share.held;
            share.held = 0;
            share.due.forEach(retries::add);
            share.due.clear();
        }
        firsts = 0;
        move(Status.QUEUED, Status.DROPPED, dropped);
        for (var retry : retries) move(retry.status, Status.DROPPED, 1);
        open -= dropped + retries.size();
        retries.clear();
        endedAt = until;
        if (isNearlyOver() && nearlyAt == 0) nearlyAt = until;
    }

    /// Whether 99 of 100 have ended.
    boolean isNearlyOver() {
        return open * 100 <= total;
    }

    /// When it became so.
    long nearlyAt() {
        return nearlyAt;
    }

    /// Messages that are still to be sent.
    long open() {
        return open;
    }

    boolean isOver() {
        return open == 0;
    }

    /// When the last message ended.
    long endedAt() {
        return endedAt;
    }

    Counters counters() {
        var byStatus = new EnumMap<Status, Long>(Status.class);
        for (var status : Status.values()) byStatus.put(status, counts[status.code()]);
        return new Counters(byStatus, 0, 0, hardBounced, Counters.Feedback.NONE);
    }
}

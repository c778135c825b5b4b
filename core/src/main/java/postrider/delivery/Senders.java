package postrider.delivery;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.CampaignId;

/// The senders of a lane: how many there are, and which message each takes next. Safe for many threads;
/// methods that say so are called under the lane's lock.
final class Senders {
    /// A lane that may start nothing for so long needs no more of them yet.
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final LaneRunner lane;
    private final FairScheduler scheduler;
    private final LaneGate gate;
    private final LaneShards shards;
    private final ReentrantLock lock;
    private final Condition work;
    private final Condition turn;
    private int count;
    private int idle;

    /// Those that were told to end, because there are too many.
    private int leaving;

    private boolean timing;

    /// @param lock the lane's
    Senders(
            LaneRunner lane,
            FairScheduler scheduler,
            LaneGate gate,
            LaneShards shards,
            ReentrantLock lock) {
        this.lane = lane;
        this.scheduler = scheduler;
        this.gate = gate;
        this.shards = shards;
        this.lock = lock;
        work = lock.newCondition();
        turn = lock.newCondition();
    }

    /// Takes the message whose turn it is, with its permits; waits for one as long as an idle
    /// connection is kept. Empty when there was none, or the lane stops.
    Optional<Start> next() throws InterruptedException {
        var asked = lane.parts().nanoTime().getAsLong();
        var until = asked + lane.parts().settings().idle().toNanos();
        lock.lockInterruptibly();
        try {
            var now = asked;
            while (!lane.isStopped() && now - until < 0 && !isOneTooMany()) {
                switch (scheduler.next(lane.parts().clock().instant(), now)) {
                    case FairScheduler.Pick.Go(var start) -> {
                        started(start.visit().campaign().campaign().id(), now);
                        // It had waited for a sender: there are too few.
                        if (now == asked) spawn(now);
                        return Optional.of(start);
                    }
                    case FairScheduler.Pick.Wait(var nanos) -> await(Math.min(nanos, until - now));
                }
                now = lane.parts().nanoTime().getAsLong();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOneTooMany() {
        if (count - leaving <= gate.controls().connectionsMax()) return false;
        leaving++;
        return true;
    }

    /// One of the idle senders watches the time for all; when it has a message, another takes over.
    @SuppressWarnings("WaitNotInLoop") // the callers look again
    private void await(long nanos) throws InterruptedException {
        idle++;
        try {
            if (timing) {
                turn.awaitNanos(lane.parts().settings().idle().toNanos());
                return;
            }
            timing = true;
            try {
                work.awaitNanos(nanos);
            } finally {
                timing = false;
                turn.signal();
            }
        } finally {
            idle--;
        }
    }

    private void started(CampaignId campaign, long now) {
        // Whoever was woken to watch the time and found work wakes the next in its place.
        if (idle > 0 && !timing) turn.signal();
        if (shards.isLow(campaign, now)) lane.tend();
    }

    /// Takes a message to be announced with the one before it, if one could start at once. It has no
    /// permits yet.
    Optional<Start> ahead() {
        lock.lock();
        try {
            if (lane.isStopped()) return Optional.empty();
            var now = lane.parts().nanoTime().getAsLong();
            var pick = scheduler.next(lane.parts().clock().instant(), now);
            if (!(pick instanceof FairScheduler.Pick.Go(var start))) return Optional.empty();
            started(start.visit().campaign().campaign().id(), now);
            spawn(now);
            if (start.limits().isEmpty()) return Optional.of(start);
            // Between now and its intent lies the far side's answer: a permit would be stale by
            // then.
            lane.parts().throttle().giveBack(start.limits(), now);
            return Optional.of(start.withoutPermits());
        } finally {
            lock.unlock();
        }
    }

    /// Under the lane's lock: one more if messages wait, and nobody is there to take them.
    void tend(long now) {
        if (scheduler.hasNext(now)) spawn(now);
        work.signal();
    }

    private void spawn(long now) {
        if (lane.isStopped() || idle > 0 || count >= lane.connectionsMax()) return;
        if (gate.waitFrom(now) > SOON_NANOS || !gate.controls().mayOpen()) return;
        count++;
        gate.controls().opened();
        lane.send();
    }

    /// Under the lane's lock: something may start now that could not before.
    void signal() {
        work.signal();
    }

    /// Under the lane's lock: the lane stops.
    void signalAll() {
        work.signalAll();
        turn.signalAll();
    }

    /// Under the lane's lock: one has ended.
    void left() {
        count--;
        if (leaving > 0) leaving--;
        gate.controls().closed();
    }

    /// Under the lane's lock.
    int count() {
        return count;
    }

    /// Under the lane's lock: those that wait for work.
    int idle() {
        return idle;
    }
}

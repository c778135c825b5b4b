package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Event;
import postrider.message.StoreUnavailable;

/// One lane of one route, the only one in a deployment: leases shards, gives their messages to a
/// bounded set of senders in fair turns, and gives the shards back. Nothing here waits for another
/// lane.
final class LaneRunner {
    private static final System.Logger LOG = System.getLogger(LaneRunner.class.getName());

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// After trouble of our own.
    private static final long TROUBLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Lane lane;
    private final DeliveryParts parts;
    private final Visits visits;
    private final Admission admission;
    private final FairScheduler scheduler;
    private final LaneRests rests;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition turn = lock.newCondition();
    private final Bell bell = new Bell();
    private final LeaseTurns turns;
    private int senders;
    private int idle;
    private int ending;
    private boolean timing;
    private boolean runs;
    private volatile boolean stopped;
    private volatile Way way;

    LaneRunner(Way way, Lane lane, DeliveryParts parts, Visits visits, Admission admission) {
        this.admission = admission;
        this.way = way;
        this.lane = lane;
        this.parts = parts;
        this.visits = visits;
        rests = new LaneRests(lane);
        scheduler = new FairScheduler(lane, parts, rests);
        turns = new LeaseTurns(way.route().id(), parts, scheduler);
    }

    DeliveryParts parts() {
        return parts;
    }

    Settlement settlement() {
        return visits.settlement();
    }

    /// The same all through one connection: who sees another one afterwards makes a new connection.
    Way way() {
        return way;
    }

    Admission admission() {
        return admission;
    }

    int routeId() {
        return way.route().id();
    }

    /// The route was edited: new connections are made as it says now, and idle ones are not kept.
    void become(Way changed) {
        way = changed;
        wake();
    }

    /// Takes the message whose turn it is, with its permits; waits for one as long as an idle
    /// connection is kept. Empty when there was none, or the lane stops.
    Optional<Start> next() throws InterruptedException {
        var until = parts.nanoTime().getAsLong() + parts.settings().idle().toNanos();
        lock.lockInterruptibly();
        try {
            while (!stopped) {
                var now = parts.nanoTime().getAsLong();
                if (now - until >= 0) return Optional.empty();
                switch (pick(now)) {
                    case FairScheduler.Pick.Go(var start) -> {
                        started(start.visit().campaign().campaign().id(), now);
                        return Optional.of(start);
                    }
                    case FairScheduler.Pick.Wait(var nanos) -> await(Math.min(nanos, until - now));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private FairScheduler.Pick pick(long now) {
        var resting = rests.left(now);
        return resting > 0
                ? new FairScheduler.Pick.Wait(resting)
                : scheduler.next(parts.clock().instant(), now);
    }

    /// One of the idle senders watches the time for all; when it has a message, another takes over.
    @SuppressWarnings("WaitNotInLoop") // the callers look again
    private void await(long nanos) throws InterruptedException {
        idle++;
        try {
            if (timing) {
                turn.awaitNanos(parts.settings().idle().toNanos());
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
        if (idle == 0) spawn(now);
        // Whoever was woken to watch the time and found work at once wakes the next in its place.
        else if (!timing) turn.signal();
        if (turns.isLow(campaign, now)) tend();
    }

    /// Takes a message to be announced with the one before it, if one could start at once. It has no
    /// permits yet.
    Optional<Start> ahead() {
        lock.lock();
        try {
            if (stopped) return Optional.empty();
            var now = parts.nanoTime().getAsLong();
            if (!(pick(now) instanceof FairScheduler.Pick.Go(var start))) return Optional.empty();
            started(start.visit().campaign().campaign().id(), now);
            if (start.limits().isEmpty()) return Optional.of(start);
            // Between now and its intent lies the far side's answer: a permit would be stale by
            // then.
            parts.throttle().giveBack(start.limits(), now);
            return Optional.of(start.withoutPermits());
        } finally {
            lock.unlock();
        }
    }

    /// The message was not started, and had these permits or not.
    void putBack(Start start, boolean permitted) {
        givenBack(start, permitted, () -> start.visit().putBack(start.index()));
    }

    /// There is no connection for the message: others have their turn first.
    void putLast(Start start, boolean permitted) {
        givenBack(start, permitted, () -> start.visit().putLast(start.index()));
    }

    private void givenBack(Start start, boolean permitted, Runnable change) {
        if (permitted) parts.throttle().giveBack(start.limits(), parts.nanoTime().getAsLong());
        start.campaign().leave();
        locked(() -> {
            change.run();
            work.signal();
            tend();
        });
    }

    /// The message's result is durable.
    void ended(Start start, Event.Result result) {
        start.campaign().leave();
        locked(() -> {
            start.visit().ended(result);
            if (start.visit().isOver(parts.nanoTime().getAsLong())) tend();
        });
    }

    /// The shard belongs to somebody else now.
    void lost(Visit visit) {
        locked(visit::stop);
    }

    LaneRests rests() {
        return rests;
    }

    void left() {
        locked(() -> {
            senders--;
            tend();
        });
    }

    void start() {
        locked(() -> runs = true);
        Thread.ofVirtual().name("lane " + lane + " of " + way.route().name()).start(this::run);
    }

    private void run() {
        try {
            while (!stopped) round();
        } finally {
            locked(() -> runs = false);
        }
    }

    private void round() {
        try {
            endVisits();
            renewLeases();
            openVisits();
            locked(() -> spawnFor(parts.nanoTime().getAsLong()));
            rest(TICK_NANOS);
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "the store is unavailable; lane " + lane + " waits", e);
            rest(TROUBLE_NANOS);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "lane " + lane + " of route " + way.route().name() + " failed a round",
                    e);
            rest(TROUBLE_NANOS);
        }
    }

    private void rest(long nanos) {
        try {
            bell.await(nanos);
        } catch (InterruptedException _) {
            stop();
        }
    }

    /// Something changed that the lane should look at.
    private void tend() {
        bell.ring();
    }

    /// New shards, or a campaign that changed: look now.
    void wake() {
        locked(() -> {
            turns.askAllAgain();
            work.signal();
            tend();
        });
    }

    private void endVisits() {
        var over = new ArrayList<Visit>();
        locked(() -> {
            var now = parts.nanoTime().getAsLong();
            for (var visit : scheduler.visits()) {
                var wanted = parts.board().wanted(visit.campaign(), parts.clock().instant());
                if (wanted instanceof Wanted.Later || wanted instanceof Wanted.Never) visit.stop();
                if (!visit.isOver(now)) continue;
                scheduler.remove(visit);
                over.add(visit);
            }
            ending += over.size();
        });
        for (var visit : over) Thread.startVirtualThread(() -> end(visit));
    }

    private void end(Visit visit) {
        try {
            giveBack(visit);
        } finally {
            locked(() -> {
                ending--;
                turns.askAgain(visit.campaign().campaign().id());
                tend();
            });
        }
    }

    private void renewLeases() {
        var soon = parts.clock().instant().plus(parts.settings().lease().dividedBy(2));
        var ageing = new ArrayList<Visit>();
        locked(() ->
                scheduler.visits().stream()
                        .filter(v -> v.lease().until().isBefore(soon))
                        .forEach(ageing::add));
        if (ageing.isEmpty()) return;
        var kept = visits.renew(ageing);
        locked(() -> ageing.stream().filter(v -> !kept.contains(v)).forEach(Visit::stop));
    }

    private void openVisits() {
        var wanted = new LinkedHashMap<CampaignId, Integer>();
        locked(() -> wanted.putAll(turns.next(ending, parts.nanoTime().getAsLong())));
        if (wanted.isEmpty()) return;
        var opened = visits.open(way.route(), lane, wanted);
        locked(() -> {
            turns.asked(wanted, opened, parts.nanoTime().getAsLong());
            opened.forEach(scheduler::add);
            opened.forEach(_ -> work.signal());
            if (!opened.isEmpty()) tend();
        });
    }

    private void spawnFor(long now) {
        if (idle == 0 && scheduler.hasNext(now)) spawn(now);
        else work.signal();
    }

    private void spawn(long now) {
        var most =
                Math.min(
                        way.route().connections(),
                        parts.settings().limit(lane.provider()).connections());
        if (stopped || senders >= rests.connectionsMax(most, now) || rests.left(now) > 0) return;
        senders++;
        Thread.ofVirtual()
                .name("sender " + lane + " of " + way.route().name())
                .start(new Sender(this));
    }

    /// Starts nothing more; what is in hand goes on.
    void stop() {
        locked(() -> {
            stopped = true;
            work.signalAll();
            turn.signalAll();
            tend();
        });
    }

    LaneView view() {
        lock.lock();
        try {
            var rest = Duration.ofNanos(rests.left(parts.nanoTime().getAsLong()));
            return new LaneView(
                    way.route().name(), lane, senders, idle, scheduler.visits().size(), rest);
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing is in hand any more.
    boolean isQuiet() {
        lock.lock();
        try {
            return !runs && senders == 0 && ending == 0;
        } finally {
            lock.unlock();
        }
    }

    /// Gives the shards back that nothing is in hand of, for a stop in good order.
    void giveBack() {
        var idle = new ArrayList<Visit>();
        locked(() -> scheduler.visits().stream().filter(Visit::isIdle).forEach(idle::add));
        idle.forEach(this::giveBack);
    }

    private void giveBack(Visit visit) {
        try {
            visits.end(visit);
        } catch (RuntimeException e) {
            // The lease runs out and the shard is leased again.
            LOG.log(
                    Level.WARNING,
                    "shard " + visit.lease().shard().id() + " could not be given back",
                    e);
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}

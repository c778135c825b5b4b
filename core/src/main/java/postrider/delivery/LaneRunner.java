package postrider.delivery;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import postrider.lane.Lane;
import postrider.lane.Site;
import postrider.message.Event;
import postrider.message.Outcome;
import postrider.message.StoreUnavailable;
import postrider.pacing.Bounds;
import postrider.pacing.LaneState;
import postrider.pacing.RouteChoice.Standing;

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
    private final Settlement settlement;
    private final Admission admission;
    private final FairScheduler scheduler;
    private final LaneGate gate;
    private final LaneShards shards;
    private final Senders senders;
    private final ReentrantLock lock = new ReentrantLock();
    private final Bell bell = new Bell();
    private final Set<Sender> atWork = ConcurrentHashMap.newKeySet();
    private boolean runs;
    private volatile boolean stopped;
    private volatile Way way;

    /// @param health of the whole route
    /// @param quotas what the route may start by the calendar
    /// @param kept what the lane had learned before, if anything
    LaneRunner(
            Way way,
            Lane lane,
            DeliveryParts parts,
            Visits visits,
            Admission admission,
            LaneShards.Crossing crossing,
            Health health,
            List<Quota> quotas,
            Optional<LaneState> kept) {
        this.admission = admission;
        this.way = way;
        this.lane = lane;
        this.parts = parts;
        settlement = visits.settlement();
        var now = parts.nanoTime().getAsLong();
        gate = new LaneGate(lane, way, bounds(way), health, quotas, kept, now);
        scheduler = new FairScheduler(lane, parts, gate, () -> this.way.route());
        shards =
                new LaneShards(
                        way.route().id(), lane, parts, visits, gate, scheduler, lock, crossing);
        senders = new Senders(this, scheduler, gate, shards, lock);
    }

    private Bounds bounds(Way of) {
        return of.transport().bounds(lane.provider()).within(connectionsMax(of));
    }

    /// At most so many senders, whatever the far side lets through.
    int connectionsMax() {
        return connectionsMax(way);
    }

    private int connectionsMax(Way of) {
        var limit = parts.settings().limit(lane.provider()).connections();
        return Math.min(of.route().connections(), limit);
    }

    Lane lane() {
        return lane;
    }

    DeliveryParts parts() {
        return parts;
    }

    Settlement settlement() {
        return settlement;
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
    void become(Way changed, List<Quota> quotas) {
        way = changed;
        locked(() -> gate.become(bounds(changed), quotas, parts.nanoTime().getAsLong()));
        wake();
    }

    /// The message was not started, and had these permits or not.
    void putBack(Start start, boolean permitted) {
        unused(start);
        givenBack(start, permitted, () -> start.visit().putBack(start.index()));
    }

    /// The message needs another connection: others have their turn first.
    void putLast(Start start, boolean permitted) {
        unused(start);
        givenBack(start, permitted, () -> start.visit().putLast(start.index()));
    }

    /// There is no connection for the message: others have their turn first.
    void putLast(Start start, boolean permitted, Outcome outcome) {
        noLink(start, outcome);
        givenBack(start, permitted, () -> start.visit().putLast(start.index()));
    }

    private void givenBack(Start start, boolean permitted, Runnable change) {
        if (permitted) parts.throttle().giveBack(start.limits(), parts.nanoTime().getAsLong());
        start.campaign().leave();
        locked(() -> {
            change.run();
            senders.signal();
            tend();
        });
    }

    /// The start told nothing about the lane.
    void unused(Start start) {
        if (gate.unused(start, parts.nanoTime().getAsLong())) locked(senders::signal);
    }

    /// There was no link for the start.
    void noLink(Start start, Outcome outcome) {
        if (gate.noLink(start, outcome, parts.nanoTime().getAsLong())) locked(senders::signal);
    }

    /// What became of a start; tells what is to be written now.
    List<Ended> heard(Start start, Outcome outcome) {
        var heard = gate.ended(start, outcome, parts.nanoTime().getAsLong());
        if (heard.awaited()) locked(senders::signal);
        return heard.known();
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

    boolean isOfSites() {
        return gate.controls().isOfSites();
    }

    /// A sender has ended, and has written all it knew.
    void left(Sender sender) {
        atWork.remove(sender);
        locked(() -> {
            senders.left();
            tend();
        });
    }

    Senders senders() {
        return senders;
    }

    /// Starts a sender.
    void send() {
        var sender = new Sender(this);
        atWork.add(sender);
        Thread.ofVirtual().name("sender " + lane + " of " + way.route().name()).start(sender);
    }

    boolean isStopped() {
        return stopped;
    }

    void start() {
        locked(() -> runs = true);
        Thread.ofVirtual().name("lane " + lane + " of " + way.route().name()).start(this::run);
    }

    private void run() {
        try {
            while (!stopped) round();
            write(gate.close());
        } finally {
            locked(() -> runs = false);
        }
    }

    private void round() {
        try {
            write(gate.overdue(parts.nanoTime().getAsLong()));
            atWork.forEach(Sender::writeOverdue);
            shards.round(bell);
            locked(() -> senders.tend(parts.nanoTime().getAsLong()));
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

    private void write(List<Ended> known) {
        if (known.isEmpty()) return;
        var results = new Results(this);
        known.forEach(results::note);
        results.write();
    }

    private void rest(long nanos) {
        try {
            bell.await(nanos);
        } catch (InterruptedException _) {
            stop();
        }
    }

    /// Something changed that the lane should look at.
    void tend() {
        bell.ring();
    }

    /// New shards, or a campaign that changed: look now.
    void wake() {
        locked(() -> {
            shards.askAllAgain();
            senders.signal();
            tend();
        });
    }

    /// Starts nothing more; what is in hand goes on.
    void stop() {
        locked(() -> {
            stopped = true;
            senders.signalAll();
            tend();
        });
    }

    /// Takes a visit that was opened for this lane.
    void take(Visit visit) {
        shards.add(visit);
        locked(senders::signal);
        tend();
    }

    /// Whether this campaign's messages should take this way now.
    Standing standing(LiveCampaign campaign) {
        return shards.standing(campaign);
    }

    /// What must survive a restart; empty where each site learns by itself.
    Optional<LaneState> state() {
        return gate.controls().state(parts.nanoTime().getAsLong());
    }

    /// What holds messages of this campaign to this site back, or makes them slow.
    List<Hold> holds(LiveCampaign campaign, Site site) {
        var now = parts.clock().instant();
        var nanos = parts.nanoTime().getAsLong();
        var route = way.route();
        var holds = new ArrayList<>(gate.holds(route, site, now, nanos));
        var limit = parts.settings().limit(lane.provider());
        for (var one : campaign.limits(route, site, limit)) {
            var wait = parts.throttle().waitFrom(one, nanos);
            holds.add(
                    new Hold(
                            Hold.Kind.THROTTLE,
                            Hold.Effect.SLOWS,
                            "at most " + one,
                            Optional.empty(),
                            wait == 0 ? Optional.empty() : Optional.of(now.plusNanos(wait))));
        }
        return holds;
    }

    LaneView view() {
        lock.lock();
        try {
            var pace = gate.reading(parts.nanoTime().getAsLong());
            return new LaneView(
                    way.route().name(),
                    lane,
                    senders.count(),
                    senders.idle(),
                    scheduler.visits().size(),
                    pace);
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing is in hand any more.
    boolean isQuiet() {
        lock.lock();
        try {
            return !runs && senders.count() == 0 && shards.isQuiet();
        } finally {
            lock.unlock();
        }
    }

    /// Gives the shards back that nothing is in hand of, for a stop in good order.
    void giveBack() {
        shards.giveBackIdle();
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

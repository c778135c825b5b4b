package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.pacing.RouteChoice.Standing;

/// The shards that one lane of one route visits: leases them, hands those that take another route to it,
/// and gives them back. Its rounds are called by one thread, without the lane's lock, which guards what it
/// knows.
final class LaneShards {
    private static final System.Logger LOG = System.getLogger(LaneShards.class.getName());

    private static final Duration FULL_FOR = Duration.ofSeconds(1);

    private final int route;
    private final Lane lane;
    private final DeliveryParts parts;
    private final Visits visits;
    private final LaneGate gate;
    private final FairScheduler scheduler;
    private final ReentrantLock lock;
    private final Crossing crossing;
    private final LeaseTurns turns;
    private int ending;

    /// Where shards that may go out by several routes are handed over.
    interface Crossing {
        /// Finds the lane that takes this visit, and gives it to it.
        ///
        /// @return false if all rest: it was given to none
        boolean pass(Visit visit, Lane lane);

        /// Whether a route other than this one would take it now.
        boolean hasOther(int route, Visit visit, Lane lane);
    }

    /// @param lock the lane's
    LaneShards(
            int route,
            Lane lane,
            DeliveryParts parts,
            Visits visits,
            LaneGate gate,
            FairScheduler scheduler,
            ReentrantLock lock,
            Crossing crossing) {
        this.route = route;
        this.lane = lane;
        this.parts = parts;
        this.visits = visits;
        this.gate = gate;
        this.scheduler = scheduler;
        this.lock = lock;
        this.crossing = crossing;
        turns = new LeaseTurns(route, lane, parts, scheduler);
    }

    /// Gives back what is over, keeps what is not, and leases more.
    void round(Bell bell) {
        leaveToOthers();
        end(bell);
        renew();
        lease();
    }

    /// A route that does not work keeps no messages that another would take.
    private void leaveToOthers() {
        if (!(standing() instanceof Standing.Rests)) return;
        for (var visit : open()) if (crossing.hasOther(route, visit, lane)) visit.stop();
    }

    private List<Visit> open() {
        lock.lock();
        try {
            return scheduler.visits();
        } finally {
            lock.unlock();
        }
    }

    private void end(Bell bell) {
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
        for (var visit : over) Thread.startVirtualThread(() -> end(visit, bell));
    }

    private void end(Visit visit, Bell bell) {
        try {
            giveBack(visit);
        } finally {
            locked(() -> {
                ending--;
                turns.askAgain(visit.campaign().campaign().id());
            });
            bell.ring();
        }
    }

    private void renew() {
        var soon = parts.clock().instant().plus(parts.settings().lease().dividedBy(2));
        var ageing = open().stream().filter(v -> v.lease().until().isBefore(soon)).toList();
        if (ageing.isEmpty()) return;
        var kept = visits.renew(ageing);
        locked(() -> ageing.stream().filter(v -> !kept.contains(v)).forEach(Visit::stop));
    }

    private void lease() {
        var wanted = new LinkedHashMap<CampaignId, Integer>();
        locked(() -> {
            var now = parts.nanoTime().getAsLong();
            wanted.putAll(turns.next(ending, need(now), now));
        });
        if (wanted.isEmpty()) return;
        var opened = visits.open(route, lane, wanted);
        var passed = new ArrayList<Visit>();
        for (var visit : opened) {
            if (isPassed(visit)) passed.add(visit);
            else giveBack(visit);
        }
        // What nobody takes now is not asked for again at once.
        locked(() -> turns.asked(wanted, passed, parts.nanoTime().getAsLong()));
    }

    private LeaseTurns.Need need(long now) {
        var rests = gate.waitFrom(now) > LaneGate.REST_MIN.toNanos();
        return rests ? LeaseTurns.Need.CLOSING : LeaseTurns.Need.SENDING;
    }

    /// Most campaigns have one route.
    private boolean isPassed(Visit visit) {
        var isProbe = gate.isBroken() && open().isEmpty();
        if (visit.campaign().routes().size() > 1 && !isProbe) return crossing.pass(visit, lane);
        add(visit);
        return true;
    }

    /// Takes a visit that was opened for this lane.
    void add(Visit visit) {
        locked(() -> scheduler.add(visit));
    }

    /// Whether messages should take this way now.
    Standing standing() {
        return gate.standing(open().size(), parts.clock().instant(), parts.nanoTime().getAsLong());
    }

    /// Whether this campaign's messages should: it may have all it can do.
    Standing standing(LiveCampaign campaign) {
        var standing = standing();
        if (standing instanceof Standing.Rests) return standing;
        lock.lock();
        try {
            var id = campaign.campaign().id();
            if (!turns.isFull(id, parts.nanoTime().getAsLong())) return standing;
        } finally {
            lock.unlock();
        }
        var until = parts.clock().instant().plus(FULL_FOR);
        return new Standing.Rests(until, "it has all it can do");
    }

    /// Whether a campaign's shards run low, so that it is time to lease. Under the lane's lock.
    boolean isLow(CampaignId campaign, long now) {
        return turns.isLow(campaign, now);
    }

    /// Something is due that was not. Under the lane's lock.
    void askAllAgain() {
        turns.askAllAgain();
    }

    /// Whether nothing is being given back. Under the lane's lock.
    boolean isQuiet() {
        return ending == 0;
    }

    /// Gives the shards back that nothing is in hand of, for a stop in good order.
    void giveBackIdle() {
        open().stream().filter(Visit::isIdle).forEach(this::giveBack);
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

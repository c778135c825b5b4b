package postrider.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import postrider.delivery.Route;
import postrider.delivery.Settlement;
import postrider.message.Event;
import postrider.message.Outcome;
import postrider.pacing.LaneControl;
import postrider.pacing.LaneState;
import postrider.pacing.RouteChoice.Candidate;
import postrider.pacing.RouteChoice.Standing;
import postrider.pacing.Signal;

/// One lane of one route, played: what `LaneRunner`, `Senders` and `FairScheduler` are in earnest, without
/// threads. One message a connection, one round of one message each over the campaigns.
final class OutletRun {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration FULL_FOR = Duration.ofMillis(250);

    private final int number;
    private final Outlet outlet;
    private final LanePool pool;
    private final Playing playing;
    private final LaneControl control;
    private final OutletGate gate;
    private final PriorityQueue<Parcel> underWay = new PriorityQueue<>(Parcel.SOONEST);
    private final Deque<Share> coming;
    private final List<Share> turns = new ArrayList<>();
    private final OutletTally tally;
    private int open;
    private int idle;

    /// @param learned of the lane before, if anything
    /// @param quotas of the route, shared by its lanes
    OutletRun(
            int number,
            Outlet outlet,
            LanePool pool,
            Playing playing,
            Optional<LaneState> learned,
            List<QuotaRun> quotas) {
        this.number = number;
        this.outlet = outlet;
        this.pool = pool;
        this.playing = playing;
        var state = learned.orElseGet(() -> LaneState.fresh(outlet.bounds()));
        control = new LaneControl(outlet.bounds(), state, 0);
        gate = new OutletGate(playing.time(), control, quotas);
        tally = new OutletTally(outlet.farSide());
        coming = new ArrayDeque<>();
    }

    int number() {
        return number;
    }

    Route route() {
        return outlet.route();
    }

    Outlet outlet() {
        return outlet;
    }

    OutletTally tally() {
        return tally;
    }

    /// Called once, before anything else, with all that may ever go this way.
    void await(List<Share> shares) {
        shares.stream()
                .sorted(Comparator.comparingLong(share -> share.flow.from))
                .forEach(coming::add);
    }

    /// Does what is to be done now.
    ///
    /// @return when to look again, or [Agenda#NEVER]
    long step() {
        var now = playing.time().now();
        while (!underWay.isEmpty() && underWay.element().at <= now) end(underWay.remove());
        begin(now);
        var wait = start(now);
        while (wait == 0) wait = start(now);
        var next = wait >= Agenda.NEVER - now ? Agenda.NEVER : now + wait;
        return underWay.isEmpty() ? next : Math.min(next, underWay.element().at);
    }

    private void begin(long now) {
        while (!coming.isEmpty() && coming.getFirst().flow.from <= now)
            turns.add(coming.removeFirst());
    }

    /// Starts the message whose turn it is.
    ///
    /// @return 0 if one was started; else nanoseconds until it is worth asking again
    private long start(long now) {
        long wait = coming.isEmpty() ? Agenda.NEVER : coming.getFirst().flow.from - now;
        if (gate.standing() instanceof Standing.Rests) {
            if (pool.hasOthers()) leaveToOthers(now);
        } else {
            turns.removeIf(share -> isOver(share.flow, now));
            for (var share : turns) if (!share.hasNext()) pool.fill(share, now);
        }
        if (!hasNext()) {
            tally.unwanted(now);
            return Math.min(wait, due(now));
        }
        var own = own(now);
        if (own > 0) return Math.min(wait, own);
        return Math.min(wait, next(now));
    }

    private boolean hasNext() {
        for (var share : turns) if (share.hasNext()) return true;
        return false;
    }

    private static boolean isOver(Flow flow, long now) {
        if (!flow.isOver() && now >= flow.until) flow.close();
        return flow.isOver();
    }

    private void leaveToOthers(long now) {
        var any = false;
        for (var share : turns) {
            any |= share.hasNext();
            share.giveBack();
        }
        if (any) pool.wakeOthers(this, now);
    }

    /// Nanoseconds until something is due that waits now, or until this outlet works again.
    private long due(long now) {
        if (gate.standing() instanceof Standing.Rests(var until, var _) && !turns.isEmpty())
            return Math.max(1, playing.time().instant().until(until).toNanos());
        var next = Agenda.NEVER;
        for (var share : turns) {
            next = Math.min(next, share.flow.until);
            // What is due already and not here belongs to an outlet that is full: it will look
            // itself.
            var retry = share.flow.nextDue();
            next =
                    Math.min(
                            next,
                            retry <= now || share.flow.firsts() > 0 ? now + LOOK_AGAIN : retry);
        }
        return next == Agenda.NEVER ? next : Math.max(1, next - now);
    }

    /// What the outlet itself waits for.
    private long own(long now) {
        var pace = gate.paceWait();
        var quota = gate.quotaWait();
        if (quota > 0) tally.unwanted(now);
        else if (pace > 0) tally.wanted(now);
        return Math.max(pace, quota);
    }

    private long next(long now) {
        long wait = LOOK_AGAIN;
        for (int i = 0; i < turns.size(); i++) {
            var share = turns.get(i);
            if (!share.hasNext() || share.flow.concurrency.isFull()) continue;
            if (idle == 0 && !control.mayOpen()) {
                tally.wanted(now);
                return Agenda.NEVER;
            }
            var nanos = playing.throttle().take(share.limits, now);
            if (nanos == 0) {
                turns.add(turns.remove(i));
                start(share, now);
                return 0;
            }
            wait = Math.min(wait, nanos);
        }
        tally.unwanted(now);
        return wait;
    }

    private void start(Share share, long now) {
        tally.wanted(now);
        var parcel = parcel(share);
        parcel.startedAt = now;
        parcel.pass = gate.started();
        parcel.flow.concurrency.enter();
        var refused = connect(now);
        parcel.hasLink = refused.isEmpty();
        if (parcel.hasLink) {
            parcel.attempts++;
            tally.started(now);
            playing.attempted();
        }
        parcel.outcome = refused.orElseGet(() -> outlet.farSide().answer(open, now));
        parcel.at = now + Math.max(1, outlet.farSide().latency());
        underWay.add(parcel);
    }

    private Parcel parcel(Share share) {
        if (share.takesRetry()) return share.due.removeFirst();
        share.held--;
        return new Parcel(share.flow, playing.nextNumber(), playing.time().instant());
    }

    /// Makes a connection if none is idle.
    private Optional<Outcome> connect(long now) {
        if (idle > 0) {
            idle--;
            return Optional.empty();
        }
        open++;
        control.opened();
        return outlet.farSide().greet(open, now);
    }

    private void end(Parcel parcel) {
        var signal = parcel.hasLink ? Signal.of(parcel.outcome) : Signal.ofNoLink(parcel.outcome);
        gate.ended(parcel, signal);
        parcel.flow.concurrency.leave();
        release(signal);
        if (parcel.hasLink) settle(parcel, signal);
        else putBack(parcel, signal);
    }

    private void release(Signal signal) {
        var closes =
                switch (signal.kind()) {
                    case TOO_MANY_CONNECTIONS, SUSPEND, TROUBLE -> true;
                    case ACCEPTED, REFUSED, SLOW, UNUSED -> open > control.connectionsMax();
                };
        if (!closes) {
            idle++;
            return;
        }
        open--;
        control.closed();
    }

    /// There was no connection for it: nothing was tried.
    private void putBack(Parcel parcel, Signal signal) {
        tally.noLink(signal.kind());
        gate.unused();
        for (var share : parcel.flow.shares) {
            if (share.outlet != this) continue;
            playing.throttle().giveBack(share.limits, playing.time().now());
            share.due.addFirst(parcel);
        }
    }

    private void settle(Parcel parcel, Signal signal) {
        var instant = playing.time().instant();
        tally.ended(signal.kind());
        if (signal.kind() == Signal.Kind.ACCEPTED
                && outlet.farSide().complains(playing.time().now())) gate.complained();
        var number = Math.min(Event.ATTEMPTS_MAX, parcel.attempts);
        var attempt = new Settlement.Attempt(0, number, parcel.free, parcel.first, route().id());
        var result =
                playing.settlement().settle(parcel.flow.campaign, attempt, parcel.outcome, instant);
        var due = playing.time().nanos(Instant.ofEpochMilli(result.nextAtMs()));
        parcel.flow.ended(parcel, result, due, playing.time().now());
        if (result.nextAtMs() > 0) pool.wakeAll(Math.max(due, playing.time().now()));
    }

    /// As the choice of a route sees it: it may have all it can do.
    Candidate candidate(Share share) {
        var standing = gate.standing();
        if (standing instanceof Standing.Works && share.held >= LanePool.BATCH)
            standing =
                    new Standing.Rests(
                            playing.time().instant().plus(FULL_FOR), "it has all it can do");
        var route = route();
        return new Candidate(
                route.id(),
                route.use().weight(),
                route.use().providers(),
                route.use().engagement(),
                standing);
    }

    /// How it stands.
    Played.OfOutlet result() {
        var now = playing.time().now();
        return new Played.OfOutlet(
                route().name(),
                outlet.lane(),
                tally.attempts(),
                tally.slowed(),
                tally.accepted(),
                tally.lastStart().map(playing::instant),
                control.reading(now));
    }
}

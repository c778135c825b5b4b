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
import postrider.pacing.Breaker;
import postrider.pacing.LaneControl;
import postrider.pacing.LaneState;
import postrider.pacing.RouteChoice.Candidate;
import postrider.pacing.RouteChoice.Standing;
import postrider.pacing.Signal;

/// One lane of one route, played: what `LaneRunner`, `Senders` and `FairScheduler` are in earnest, without
/// threads. One message a connection, one round of one message each over the campaigns.
final class OutletRun {
    /// A shorter pause shifts no messages to another route, as in a lane's gate.
    private static final Duration REST_MIN = Duration.ofSeconds(3);

    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration FULL_FOR = Duration.ofMillis(250);

    private static final Standing WORKS = new Standing.Works();

    private final int number;
    private final Outlet outlet;
    private final LanePool pool;
    private final Playing playing;
    private final LaneControl control;
    private final Breaker breaker = new Breaker();
    private final List<QuotaRun> quotas;
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
        this.quotas = quotas;
        var state = learned.orElseGet(() -> LaneState.fresh(outlet.bounds()));
        control = new LaneControl(outlet.bounds(), state, 0);
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
        if (works() instanceof Standing.Rests) {
            if (pool.hasOthers()) leaveToOthers(now);
        } else {
            turns.removeIf(share -> isOver(share.flow, now));
            for (var share : turns) if (!share.hasNext()) pool.fill(share, now);
        }
        if (!hasNext()) {
            tally.unwanted(now);
            return Math.min(wait, due(now));
        }
        var gate = gate(now);
        if (gate > 0) return Math.min(wait, gate);
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
        if (works() instanceof Standing.Rests(var until, var _) && !turns.isEmpty())
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

    /// What the lane itself waits for.
    private long gate(long now) {
        var pace = Math.max(control.waitFrom(now), breakerWait(now));
        long quota = 0;
        for (var one : quotas) quota = Math.max(quota, one.waitFrom(playing.time().instant()));
        if (quota > 0) tally.unwanted(now);
        else if (pace > 0) tally.wanted(now);
        return Math.max(pace, quota);
    }

    /// What the breaker waits for: a moment, or an end.
    private long breakerWait(long now) {
        if (breaker.mayStart(now)) return 0;
        var left = breaker.left(now).toNanos();
        return left > 0 ? left : LaneControl.UNTIL_AN_END;
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
        parcel.pass = control.started(now);
        breaker.started(now);
        for (var quota : quotas) quota.started(playing.time().instant());
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
        var now = playing.time().now();
        var signal = parcel.hasLink ? Signal.of(parcel.outcome) : Signal.ofNoLink(parcel.outcome);
        control.ended(parcel.pass, signal, now);
        parcel.flow.concurrency.leave();
        tellBreaker(parcel, signal, now);
        for (var quota : quotas) quota.heard(signal.kind(), playing.time().instant());
        release(signal);
        if (parcel.hasLink) settle(parcel, signal);
        else putBack(parcel, signal);
    }

    private void tellBreaker(Parcel parcel, Signal signal, long now) {
        if (!parcel.hasLink) {
            breaker.trouble(now);
            return;
        }
        switch (signal.kind()) {
            case ACCEPTED -> breaker.accepted(parcel.startedAt);
            case TROUBLE -> breaker.trouble(now);
            case REFUSED, SLOW, TOO_MANY_CONNECTIONS, SUSPEND, UNUSED -> breaker.unused();
        }
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
        for (var quota : quotas) quota.unused(playing.time().instant());
        for (var share : parcel.flow.shares) {
            if (share.outlet == this) share.due.addFirst(parcel);
        }
    }

    private void settle(Parcel parcel, Signal signal) {
        var instant = playing.time().instant();
        tally.ended(signal.kind());
        if (signal.kind() == Signal.Kind.ACCEPTED
                && outlet.farSide().complains(playing.time().now()))
            for (var quota : quotas) quota.complained(instant);
        var number = Math.min(Event.ATTEMPTS_MAX, parcel.attempts);
        var attempt = new Settlement.Attempt(0, number, parcel.free, parcel.first, route().id());
        var result =
                playing.settlement().settle(parcel.flow.campaign, attempt, parcel.outcome, instant);
        var due = playing.time().nanos(Instant.ofEpochMilli(result.nextAtMs()));
        parcel.flow.ended(parcel, result, due, playing.time().now());
        if (result.nextAtMs() > 0) pool.wakeAll(Math.max(due, playing.time().now()));
    }

    /// Whether messages should take this way now.
    private Standing works() {
        var now = playing.time().now();
        if (breaker.state() != Breaker.State.CLOSED && !breaker.mayStart(now))
            return rests(soon(breaker.left(now)), "its breaker is open");
        var pace = control.waitFrom(now);
        if (pace != LaneControl.UNTIL_AN_END && pace > REST_MIN.toNanos() && isResting(now))
            return rests(Duration.ofNanos(pace), "it rests");
        var instant = playing.time().instant();
        for (var quota : quotas) {
            if (!quota.mayStart(instant))
                return new Standing.Rests(quota.nextStart(instant), quota.sentence(instant));
        }
        return WORKS;
    }

    private boolean isResting(long now) {
        return !control.reading(now).rest().isZero();
    }

    private static Duration soon(Duration left) {
        return left.compareTo(FULL_FOR) < 0 ? FULL_FOR : left;
    }

    private Standing rests(Duration left, String why) {
        return new Standing.Rests(playing.time().instant().plus(left), why);
    }

    /// As the choice of a route sees it: it may have all it can do.
    Candidate candidate(Share share) {
        var standing = works();
        if (standing instanceof Standing.Works && share.held >= LanePool.BATCH)
            standing = rests(FULL_FOR, "it has all it can do");
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

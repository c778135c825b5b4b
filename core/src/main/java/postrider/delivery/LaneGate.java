package postrider.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postrider.lane.Lane;
import postrider.lane.Site;
import postrider.message.Outcome;
import postrider.pacing.Bounds;
import postrider.pacing.Breaker;
import postrider.pacing.LaneReading;
import postrider.pacing.LaneState;
import postrider.pacing.RouteChoice.Standing;
import postrider.pacing.Signal;

/// What a start on a lane of a route has to pass besides the throttles: how fast the lane may go, whether
/// the route works there, and what it may start by the calendar. It hears of every end. Safe for many threads.
final class LaneGate {
    /// A shorter pause shifts no messages to another route, and keeps no lane from leasing.
    static final Duration REST_MIN = Duration.ofSeconds(3);

    private final LaneControls controls;

    /// Of the lane; and of the whole route, where one host stands for all of it.
    private final List<Health> healths;

    private final Doubtful doubtful = new Doubtful();
    private volatile List<Quota> quotas;

    /// @param route shared by all lanes of the route
    /// @param quotas what the route may start by the calendar
    /// @param kept what the lane had learned before, if anything
    LaneGate(
            Lane lane,
            Way way,
            Bounds bounds,
            Health route,
            List<Quota> quotas,
            Optional<LaneState> kept,
            long now) {
        this.quotas = quotas;
        var reach = way.transport().reach();
        controls = new LaneControls(lane, reach, bounds, kept, now);
        healths =
                switch (reach) {
                    case ONE_HOST -> List.of(new Health(), route);
                    // Sites of the long tail have nothing in common: each has a control of its own.
                    case SITES -> controls.isOfSites() ? List.of() : List.of(new Health());
                };
    }

    /// The route was edited: what was learned and used up is kept.
    void become(Bounds bounds, List<Quota> other, long now) {
        quotas = other;
        controls.become(bounds, now);
    }

    LaneControls controls() {
        return controls;
    }

    /// Nanoseconds until the next start of the lane, as far as is known.
    long waitFrom(long now) {
        long wait = controls.waitFrom(now);
        for (var health : healths) wait = Math.max(wait, health.waitFrom(now));
        for (var quota : quotas) wait = Math.max(wait, quota.waitFrom());
        return wait;
    }

    /// Nanoseconds that a site waits for by itself.
    long waitFrom(Site site, long now) {
        return controls.waitFrom(site, now);
    }

    /// A message to this site starts; empty if another lane was first and the route may start no more.
    Optional<Pass> start(Site site, long now) {
        if (!takeOfAll()) return Optional.empty();
        healths.forEach(health -> health.started(now));
        return Optional.of(controls.started(site, now));
    }

    private boolean takeOfAll() {
        // Most routes have none.
        if (quotas.isEmpty()) return true;
        var taken = new ArrayList<Quota>(2);
        for (var quota : quotas) {
            if (quota.take()) {
                taken.add(quota);
            } else {
                taken.forEach(Quota::unused);
                return false;
            }
        }
        return true;
    }

    /// The start was given back before anything was sent.
    ///
    /// @return whether others waited for that
    boolean unused(Start start, long now) {
        healths.forEach(Health::unused);
        quotas.forEach(Quota::unused);
        return controls.ended(start.pass(), Signal.UNUSED, now);
    }

    /// There was no link for the start.
    ///
    /// @return whether others waited for that
    boolean noLink(Start start, Outcome outcome, long now) {
        var signal = Signal.ofNoLink(outcome);
        healths.forEach(health -> health.noLink(now));
        for (var quota : quotas) {
            quota.heard(signal.kind());
            quota.unused();
        }
        return controls.ended(start.pass(), signal, now);
    }

    /// What a start that has ended leads to.
    ///
    /// @param known what is to be written now: it may be held back, and may free what was
    /// @param awaited whether others waited for that
    record Heard(List<Ended> known, boolean awaited) {}

    Heard ended(Start start, Outcome outcome, long now) {
        var signal = Signal.of(outcome);
        healths.forEach(health -> health.ended(start, outcome, now));
        quotas.forEach(quota -> quota.heard(signal.kind()));
        var awaited = controls.ended(start.pass(), signal, now);
        // Sites of the long tail speak for themselves.
        if (healths.isEmpty()) return new Heard(List.of(new Ended(start, outcome)), awaited);
        var moment = new Doubtful.Moment(now, state());
        return new Heard(doubtful.ended(start, outcome, moment), awaited);
    }

    /// What has been held back for long enough.
    List<Ended> overdue(long now) {
        return doubtful.overdue(state(), now);
    }

    /// Holds nothing back any more; gives what was.
    List<Ended> close() {
        return doubtful.close(state());
    }

    /// That of the first of its breakers that is not closed.
    private Breaker.State state() {
        for (var health : healths) {
            var state = health.state();
            if (state != Breaker.State.CLOSED) return state;
        }
        return Breaker.State.CLOSED;
    }

    /// Whether messages should take another way now, if there is one.
    ///
    /// @param open visits of the lane: one is enough for a probe
    Standing standing(int open, Instant now, long nanos) {
        for (var health : healths) {
            var view = health.view(nanos);
            if (view.state() == Breaker.State.CLOSED) continue;
            var isDue = view.left().isZero() && open == 0;
            if (!isDue) return new Standing.Rests(now.plus(view.left()), sentence(view));
        }
        for (var quota : quotas) {
            var view = quota.view();
            if (isLong(view, now)) return new Standing.Rests(view.next(), view.sentence());
        }
        var reading = controls.reading(nanos);
        return reading.filter(r -> r.rest().compareTo(REST_MIN) > 0)
                .<Standing>map(r -> new Standing.Rests(now.plus(r.rest()), r.sentence()))
                .orElseGet(Standing.Works::new);
    }

    private static boolean isLong(Quota.View view, Instant now) {
        return view.next().isAfter(now.plus(REST_MIN));
    }

    private static String sentence(Health.View view) {
        return switch (view.cause()) {
            case NONE -> "its breaker is open";
            case TROUBLE_IN_A_ROW -> "its breaker is open: five attempts in a row found trouble";
            case TROUBLE_OFTEN ->
                    "its breaker is open: half of the last hundred attempts found trouble";
            case ALL_REFUSED_ALIKE ->
                    "its breaker is open: ten recipients in a row were refused alike";
        };
    }

    /// Whether a breaker is open, or being probed.
    boolean isBroken() {
        return state() != Breaker.State.CLOSED;
    }

    /// What holds messages to this site back, or makes them slow.
    List<Hold> holds(Route route, Site site, Instant now, long nanos) {
        var holds = new ArrayList<Hold>();
        var whose = " to this mailbox provider";
        for (var health : healths) {
            var view = health.view(nanos);
            var name = route.name() + whose;
            whose = "";
            if (view.state() == Breaker.State.CLOSED) continue;
            holds.add(
                    Hold.stop(
                            Hold.Kind.BREAKER,
                            "route %s: %s".formatted(name, sentence(view)),
                            Optional.of(now.minus(view.ago())),
                            Optional.of(now.plus(view.left()))));
        }
        controls.reading(site, nanos).ifPresent(r -> holds.add(hold(route, r, now)));
        for (var quota : quotas) hold(route, quota.view(), now).ifPresent(holds::add);
        return holds;
    }

    private static Optional<Hold> hold(Route route, Quota.View view, Instant now) {
        var sentence = "route %s: %s".formatted(route.name(), view.sentence());
        if (isLong(view, now)) {
            var until = Optional.of(view.next());
            return Optional.of(Hold.stop(view.kind(), sentence, Optional.empty(), until));
        }
        // A cap that is not reached yet holds nobody.
        var isSlow = view.kind() == Hold.Kind.WARMUP && view.left() < Long.MAX_VALUE;
        return isSlow ? Optional.of(Hold.slow(view.kind(), sentence)) : Optional.empty();
    }

    private static Hold hold(Route route, LaneReading reading, Instant now) {
        var sentence = "route %s: %s".formatted(route.name(), reading.sentence());
        return switch (reading.phase()) {
            case PAUSED, SUSPENDED, PROBING ->
                    Hold.stop(
                            Hold.Kind.REST,
                            sentence,
                            Optional.of(now.minus(reading.ago())),
                            Optional.of(now.plus(reading.rest())));
            case GROWING, NEAR_LIMIT, RETURNING -> Hold.slow(Hold.Kind.PACE, sentence);
        };
    }

    Optional<LaneReading> reading(long now) {
        return controls.reading(now);
    }
}

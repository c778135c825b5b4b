package postrider.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;

/// Whose turn it is in a lane: deficit round robin over campaigns, which with messages of one size is
/// a round of one message each. A campaign that may not start now loses its turn and nobody waits for
/// it. Guarded by the lane's lock.
final class FairScheduler {
    /// How many messages are passed over because of their site: it rests, has no permit in the long
    /// tail, or is being asked for.
    private static final int PASSED_OVER_MAX = 32;

    /// When nothing can start and nothing tells when: look again.
    private static final long LOOK_AGAIN_NANOS = 250_000_000;

    /// A quota may soon have more counted ahead.
    private static final long QUOTA_AGAIN_NANOS = 20_000_000;

    private final Map<CampaignId, Deque<Visit>> flows = new LinkedHashMap<>();
    private final Deque<CampaignId> turns = new ArrayDeque<>();
    private final Lanes lanes;
    private final CampaignBoard board;
    private final Throttle throttle;
    private final DeliverySettings.LaneLimit limit;
    private final LaneGate gate;
    private final Supplier<Route> route;
    private final boolean isTail;

    /// @param route as it is set now
    FairScheduler(Lane lane, DeliveryParts parts, LaneGate gate, Supplier<Route> route) {
        this.gate = gate;
        this.route = route;
        lanes = parts.lanes();
        board = parts.board();
        throttle = parts.throttle();
        limit = parts.settings().limit(lane.provider());
        isTail = lane.provider().equals(MailboxProvider.LONG_TAIL);
    }

    /// What there is to do now.
    sealed interface Pick {
        record Go(Start start) implements Pick {}

        /// Nothing may start before so many nanoseconds have passed.
        record Wait(long nanos) implements Pick {}
    }

    void add(Visit visit) {
        var id = visit.campaign().campaign().id();
        var flow = flows.get(id);
        if (flow == null) {
            flow = new ArrayDeque<>();
            flows.put(id, flow);
            turns.addLast(id);
        }
        flow.addLast(visit);
    }

    void remove(Visit visit) {
        var id = visit.campaign().campaign().id();
        var flow = flows.getOrDefault(id, new ArrayDeque<>());
        flow.remove(visit);
        if (!flow.isEmpty()) return;
        flows.remove(id);
        turns.remove(id);
    }

    List<Visit> visits() {
        return flows.values().stream().flatMap(Collection::stream).toList();
    }

    int flowCount() {
        return flows.size();
    }

    /// Visits of a campaign that have messages to give.
    int ready(CampaignId campaign, long nowNanos) {
        int ready = 0;
        for (var visit : flows.getOrDefault(campaign, new ArrayDeque<>())) {
            if (visit.hasNext(nowNanos)) ready++;
        }
        return ready;
    }

    boolean hasNext(long nowNanos) {
        return flows.values().stream()
                .anyMatch(flow -> flow.stream().anyMatch(v -> v.hasNext(nowNanos)));
    }

    /// Takes the message whose turn it is, with its permits.
    Pick next(Instant now, long nowNanos) {
        long wait = Math.min(LOOK_AGAIN_NANOS, gate.waitFrom(nowNanos));
        if (wait > 0) return new Pick.Wait(wait);
        wait = LOOK_AGAIN_NANOS;
        for (var id : turns) {
            var visit = visit(id, now, nowNanos);
            if (visit == null) continue;
            switch (start(visit, nowNanos)) {
                case Pick.Go go -> {
                    hadItsTurn(id);
                    return go;
                }
                case Pick.Wait(var nanos) -> wait = Math.min(wait, nanos);
            }
        }
        return new Pick.Wait(wait);
    }

    private void hadItsTurn(CampaignId campaign) {
        if (campaign.equals(turns.peekFirst())) turns.addLast(turns.removeFirst());
        else if (turns.remove(campaign)) turns.addLast(campaign);
    }

    private @org.jspecify.annotations.Nullable Visit visit(
            CampaignId id, Instant now, long nowNanos) {
        var flow = flows.get(id);
        if (flow == null) return null;
        for (var visit : flow) {
            if (!visit.hasNext(nowNanos)) continue;
            return board.wanted(visit.campaign(), now) instanceof Wanted.Yes ? visit : null;
        }
        return null;
    }

    private Pick start(Visit visit, long nowNanos) {
        if (!visit.campaign().enter()) return new Pick.Wait(LOOK_AGAIN_NANOS);
        long wait = LOOK_AGAIN_NANOS;
        var tries = Math.min(PASSED_OVER_MAX, visit.waiting());
        for (int i = 0; i < tries; i++) {
            var index = visit.take();
            var site = visit.site(index, lanes);
            var pause = site.map(s -> gate.waitFrom(s, nowNanos)).orElse(LOOK_AGAIN_NANOS);
            if (site.isEmpty() || pause > 0) {
                wait = Math.min(wait, pause);
                visit.putLast(index);
                continue;
            }
            var limits = visit.campaign().limits(route.get(), site.get(), limit);
            var nanos = throttle.take(limits, nowNanos);
            if (nanos == 0) {
                var pass = gate.start(site.get(), nowNanos);
                if (pass.isPresent())
                    return new Pick.Go(start(visit, index, site.get(), limits, pass.get()));
                throttle.giveBack(limits, nowNanos);
                visit.putBack(index);
                wait = QUOTA_AGAIN_NANOS;
                break;
            }
            wait = Math.min(wait, nanos);
            if (isTail) {
                visit.putLast(index);
            } else {
                // All of the lane need the same permits.
                visit.putBack(index);
                break;
            }
        }
        visit.campaign().leave();
        return new Pick.Wait(wait);
    }

    private static Start start(
            Visit visit, int index, Site site, List<Throttle.Limit> limits, Pass pass) {
        return new Start(
                visit,
                index,
                visit.fold().attempts(index) + 1,
                visit.recipient(index),
                site,
                limits,
                pass,
                true);
    }
}

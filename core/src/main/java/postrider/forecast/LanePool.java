package postrider.forecast;

import java.util.ArrayList;
import java.util.List;
import postrider.lane.Lane;
import postrider.pacing.RouteChoice;
import postrider.pacing.RouteChoice.Candidate;
import postrider.pacing.RouteChoice.Choice;

/// Deals out the messages of one lane to its outlets, a shard's worth at a time.
final class LanePool {
    /// As many as a shard has at most.
    static final long BATCH = 1_000;

    private final Lane lane;
    private final Agenda agenda;
    private final List<OutletRun> outlets = new ArrayList<>();

    LanePool(Lane lane, Agenda agenda) {
        this.lane = lane;
        this.agenda = agenda;
    }

    void add(OutletRun outlet) {
        outlets.add(outlet);
    }

    List<OutletRun> outlets() {
        return outlets;
    }

    boolean hasOthers() {
        return outlets.size() > 1;
    }

    /// All but one look again now: something was given back.
    void wakeOthers(OutletRun giver, long now) {
        for (var outlet : outlets) if (outlet != giver) agenda.sooner(outlet.number(), now);
    }

    /// All look again then: a message will be due.
    void wakeAll(long then) {
        for (var outlet : outlets) agenda.sooner(outlet.number(), then);
    }

    /// Lets an outlet that works have of a flow what falls to it, and others what falls to them.
    void fill(Share share, long now) {
        var flow = share.flow;
        while (share.held == 0 && flow.firsts() > 0) {
            var taker = taker(share, flow.hash());
            if (taker == null) return;
            taker.held += flow.takeFirsts(BATCH);
            wake(share, taker, now);
        }
        while (flow.nextDue() <= now) {
            var retry = flow.takeRetry();
            var taker = taker(share, retry.number);
            if (taker == null) {
                flow.giveBack(retry);
                return;
            }
            taker.due.addLast(retry);
            wake(share, taker, now);
        }
    }

    private void wake(Share asker, Share taker, long now) {
        if (taker != asker) agenda.sooner(taker.outlet.number(), now);
    }

    private @org.jspecify.annotations.Nullable Share taker(Share asker, long hash) {
        var shares = asker.flow.shares;
        // Whoever asks works.
        if (shares.size() == 1) return asker;
        var candidates = new ArrayList<Candidate>(shares.size());
        for (var share : shares) candidates.add(share.outlet.candidate(share));
        var engagement = asker.flow.campaign.plan().engagement();
        return switch (RouteChoice.choose(hash, lane.provider(), engagement, candidates)) {
            case Choice.Take(var route) -> of(shares, route);
            case Choice.Wait _, Choice.Nowhere _ -> null;
        };
    }

    private static Share of(List<Share> shares, int route) {
        for (var share : shares) if (share.outlet.route().id() == route) return share;
        throw new IllegalStateException("no outlet of route " + route);
    }
}

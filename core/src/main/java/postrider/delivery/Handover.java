package postrider.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postrider.lane.Lane;
import postrider.pacing.RouteChoice;
import postrider.pacing.RouteChoice.Candidate;

/// Finds the route for a shard that may go out by several, and hands the shard to its lane there. Safe for
/// many threads.
final class Handover implements LaneShards.Crossing {
    private final Runners runners;

    /// Where the lanes of routes are found.
    interface Runners {
        Optional<LaneRunner> runner(int route, Lane lane);
    }

    Handover(Runners runners) {
        this.runners = runners;
    }

    @Override
    public boolean pass(Visit visit, Lane lane) {
        var taker = taker(visit, lane, candidates(visit, lane));
        taker.ifPresent(runner -> runner.take(visit));
        return taker.isPresent();
    }

    @Override
    public boolean hasOther(int route, Visit visit, Lane lane) {
        var others = candidates(visit, lane).stream().filter(c -> c.route() != route).toList();
        return taker(visit, lane, others).isPresent();
    }

    private List<Candidate> candidates(Visit visit, Lane lane) {
        var candidates = new ArrayList<Candidate>();
        for (var route : visit.campaign().routes()) {
            runners.runner(route.id(), lane)
                    .map(runner -> runner.standing(visit.campaign()))
                    .map(standing ->
                            new Candidate(
                                    route.id(),
                                    route.use().weight(),
                                    route.use().providers(),
                                    route.use().engagement(),
                                    standing))
                    .ifPresent(candidates::add);
        }
        return candidates;
    }

    private Optional<LaneRunner> taker(Visit visit, Lane lane, List<Candidate> candidates) {
        var hash = visit.lease().shard().id().hashCode();
        var engagement = visit.campaign().campaign().plan().engagement();
        var choice = RouteChoice.choose(hash, lane.provider(), engagement, candidates);
        return switch (choice) {
            case RouteChoice.Choice.Take(var route) -> runners.runner(route, lane);
            case RouteChoice.Choice.Wait _, RouteChoice.Choice.Nowhere _ -> Optional.empty();
        };
    }
}

package postrider.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import postrider.lane.Lane;
import postrider.lane.MailboxProvider;
import postrider.pacing.DailyCap;
import postrider.pacing.LaneState;
import postrider.pacing.Warmup;
import postrider.pacing.WarmupState;

/// What is kept of routes at one moment, as delivery would begin with it. Changes nothing in the store.
public final class KeptRoutes {
    private final RouteMemory memory;

    /// @param kept what [RouteStates#all] gave
    public KeptRoutes(Collection<RouteStates.Kept> kept, Instant now) {
        memory = new RouteMemory(new Copy(List.copyOf(kept)), () -> now);
    }

    /// What a lane has learned, aged since.
    public Optional<LaneState> lane(int route, Lane lane) {
        return memory.lane(route, lane);
    }

    /// How far a young route is with a mailbox provider; empty for one that is warm.
    public Optional<Warmup> warmup(Route route, MailboxProvider provider) {
        return route.limits()
                .warmup()
                .map(curve -> {
                    var part = Quotas.warmupOf(route.id(), provider);
                    return memory.of(part, text -> new Warmup(curve, WarmupState.decode(text)))
                            .orElseGet(() -> new Warmup(curve, WarmupState.fresh()));
                });
    }

    /// What a route has used up of its daily cap; empty for one that has none.
    public Optional<DailyCap> cap(Route route) {
        var perDay = route.limits().perDay();
        if (perDay.isEmpty()) return Optional.empty();
        var part = Quotas.capOf(route.id());
        var most = perDay.getAsLong();
        return Optional.of(
                memory.of(part, text -> DailyCap.decode(most, text))
                        .orElseGet(() -> new DailyCap(most)));
    }

    private record Copy(List<Kept> kept) implements RouteStates {
        @Override
        public void put(Collection<Kept> states) {
            throw new UnsupportedOperationException("a copy is only read");
        }

        @Override
        public List<Kept> all() {
            return new ArrayList<>(kept);
        }
    }
}

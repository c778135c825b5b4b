package postrider.forecast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postrider.delivery.KeptRoutes;
import postrider.delivery.Route;
import postrider.lane.MailboxProvider;

/// The quotas of all routes of a simulation.
final class Calendar {
    private final KeptRoutes kept;
    private final Map<Integer, QuotaRun> caps = new LinkedHashMap<>();
    private final Map<Key, Warming> warmups = new LinkedHashMap<>();

    Calendar(KeptRoutes kept) {
        this.kept = kept;
    }

    private record Key(int route, MailboxProvider provider) {}

    private record Warming(Route route, QuotaRun quota, WarmupDiary diary) {}

    /// Those that a message by this route to this provider needs.
    List<QuotaRun> of(Route route, MailboxProvider provider) {
        var needed = new ArrayList<QuotaRun>(2);
        cap(route).ifPresent(needed::add);
        warming(route, provider).map(Warming::quota).ifPresent(needed::add);
        return List.copyOf(needed);
    }

    private Optional<QuotaRun> cap(Route route) {
        var known = Optional.ofNullable(caps.get(route.id()));
        if (known.isPresent()) return known;
        var made = kept.cap(route).map(cap -> new QuotaRun(cap, Optional.empty()));
        made.ifPresent(quota -> caps.put(route.id(), quota));
        return made;
    }

    private Optional<Warming> warming(Route route, MailboxProvider provider) {
        var key = new Key(route.id(), provider);
        var known = Optional.ofNullable(warmups.get(key));
        if (known.isPresent()) return known;
        var made =
                kept.warmup(route, provider)
                        .map(warmup -> {
                            var curve = route.limits().warmup().orElseThrow();
                            var diary = new WarmupDiary(warmup, curve);
                            var quota = new QuotaRun(warmup, Optional.of(diary));
                            return new Warming(route, quota, diary);
                        });
        made.ifPresent(warming -> warmups.put(key, warming));
        return made;
    }

    List<Played.OfWarmup> warmups() {
        var all = new ArrayList<Played.OfWarmup>();
        warmups.forEach((key, warming) ->
                all.add(
                        new Played.OfWarmup(
                                warming.route().name(), key.provider(), warming.diary().days())));
        return all;
    }
}

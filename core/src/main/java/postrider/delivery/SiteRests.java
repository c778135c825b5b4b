package postrider.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import postrider.lane.Site;

/// Which sites of a lane rest, and for how long: as a lane does, see [LaneRest]. Guarded by the lane's
/// lock.
final class SiteRests {
    /// Beyond, the site that was in trouble longest ago is forgotten: it is then asked again sooner.
    private static final int SITES_MAX = 1_000;

    private final Map<String, LaneRest> rests =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, LaneRest> eldest) {
                    return size() > SITES_MAX;
                }
            };

    /// The site was too fast for, or takes no connection.
    void tooFast(Site site, long now) {
        rests.computeIfAbsent(site.name(), _ -> new LaneRest()).tooFast(now);
    }

    void accepted(Site site) {
        if (!rests.isEmpty()) rests.remove(site.name());
    }

    /// Nanoseconds that the site still rests.
    long left(Site site, long now) {
        if (rests.isEmpty()) return 0;
        var rest = rests.get(site.name());
        return rest == null ? 0 : rest.left(now);
    }
}

package postrider.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import postrider.lane.Lane;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;

/// When a lane rests after trouble, or a site of it: a mailbox provider rests as a whole, but the
/// sites of the long tail have nothing in common. Safe for many threads.
final class LaneRests {
    /// Beyond, the site that was asked about longest ago is forgotten: it is then tried again sooner.
    private static final int SITES_MAX = 1_000;

    private final boolean isTail;
    private final ReentrantLock lock = new ReentrantLock();
    private final LaneRest whole = new LaneRest();
    private final Map<String, LaneRest> sites =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, LaneRest> eldest) {
                    return size() > SITES_MAX;
                }
            };

    LaneRests(Lane lane) {
        isTail = lane.provider().equals(MailboxProvider.LONG_TAIL);
    }

    /// Whether trouble is a site's alone.
    boolean isOfSites() {
        return isTail;
    }

    void connected() {
        locked(whole::connected);
    }

    void disconnected() {
        locked(whole::disconnected);
    }

    void couldNotConnect(Site site, long now) {
        locked(() -> {
            if (isTail) of(site).tooFast(now);
            else whole.couldNotConnect(now);
        });
    }

    /// The far side said that it was too fast.
    void tooFast(Site site, long now) {
        locked(() -> (isTail ? of(site) : whole).tooFast(now));
    }

    void accepted(Site site) {
        locked(() -> {
            if (isTail) sites.remove(site.name());
            else whole.accepted();
        });
    }

    private LaneRest of(Site site) {
        return sites.computeIfAbsent(site.name(), _ -> new LaneRest());
    }

    /// Nanoseconds that the whole lane still rests.
    long left(long now) {
        lock.lock();
        try {
            return whole.left(now);
        } finally {
            lock.unlock();
        }
    }

    /// Nanoseconds that a site still rests by itself.
    long left(Site site, long now) {
        lock.lock();
        try {
            var rest = sites.isEmpty() ? null : sites.get(site.name());
            return rest == null ? 0 : rest.left(now);
        } finally {
            lock.unlock();
        }
    }

    int connectionsMax(int limit, long now) {
        lock.lock();
        try {
            return whole.connectionsMax(limit, now);
        } finally {
            lock.unlock();
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

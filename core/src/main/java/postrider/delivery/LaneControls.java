package postrider.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import postrider.lane.Lane;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.pacing.Bounds;
import postrider.pacing.LaneControl;
import postrider.pacing.LaneReading;
import postrider.pacing.LaneState;
import postrider.pacing.Signal;

/// How fast a lane of a route may go. A mailbox provider is controlled as a whole; but the sites of the
/// long tail have nothing in common, and where links lead to them each has a control of its own. There,
/// messages under way stand for connections. Safe for many threads.
final class LaneControls {
    /// Beyond, the site that was asked about longest ago is forgotten: it then begins anew.
    private static final int SITES_MAX = 1_000;

    private final boolean isOfSites;
    private Bounds bounds;
    private LaneControl whole;
    private int open;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, LaneControl> sites =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, LaneControl> eldest) {
                    return size() > SITES_MAX;
                }
            };

    /// @param kept what was learned before, if anything
    LaneControls(
            Lane lane, Transport.Reach reach, Bounds bounds, Optional<LaneState> kept, long now) {
        isOfSites =
                reach == Transport.Reach.SITES && lane.provider().equals(MailboxProvider.LONG_TAIL);
        this.bounds = bounds;
        whole = new LaneControl(bounds, kept.orElseGet(() -> LaneState.fresh(bounds)), now);
    }

    /// Other bounds: what was learned is kept within them.
    void become(Bounds other, long now) {
        lock.lock();
        try {
            if (other.equals(bounds)) return;
            bounds = other;
            whole = new LaneControl(other, whole.state(now), now);
            for (int i = 0; i < open; i++) whole.opened();
            sites.clear();
        } finally {
            lock.unlock();
        }
    }

    /// Whether trouble is a site's alone.
    boolean isOfSites() {
        return isOfSites;
    }

    /// Nanoseconds that the whole lane waits for, as [LaneControl#waitFrom] says.
    long waitFrom(long now) {
        return isOfSites ? 0 : locked(() -> whole.waitFrom(now));
    }

    /// Nanoseconds that a site waits for by itself.
    long waitFrom(Site site, long now) {
        if (!isOfSites) return 0;
        return locked(() -> {
            var control = sites.get(site.name());
            if (control == null) return 0L;
            return control.mayOpen() ? control.waitFrom(now) : LaneControl.UNTIL_AN_END;
        });
    }

    /// A message to this site starts.
    Pass started(Site site, long now) {
        return locked(() -> {
            var control = isOfSites ? of(site, now) : whole;
            if (isOfSites) control.opened();
            return new Pass(control, control.started(now), now);
        });
    }

    /// It has ended, or was given back.
    ///
    /// @return whether others waited for that
    boolean ended(Pass pass, Signal signal, long now) {
        lock.lock();
        try {
            var control = pass.control();
            var awaited = control.waitFrom(now) == LaneControl.UNTIL_AN_END;
            control.ended(pass.attempt(), signal, now);
            if (isOfSites) control.closed();
            return awaited;
        } finally {
            lock.unlock();
        }
    }

    private LaneControl of(Site site, long now) {
        return sites.computeIfAbsent(site.name(), _ -> new LaneControl(bounds, now));
    }

    /// Whether the lane may have one more connection; ask if a message waits for it.
    boolean mayOpen() {
        return isOfSites || locked(whole::mayOpen);
    }

    int connectionsMax() {
        return isOfSites ? Bounds.CONNECTIONS_MAX : locked(whole::connectionsMax);
    }

    void opened() {
        if (isOfSites) return;
        lock.lock();
        try {
            open++;
            whole.opened();
        } finally {
            lock.unlock();
        }
    }

    void closed() {
        if (isOfSites) return;
        lock.lock();
        try {
            open--;
            whole.closed();
        } finally {
            lock.unlock();
        }
    }

    /// Why the lane goes as it goes; empty where that is each site's own matter.
    Optional<LaneReading> reading(long now) {
        return isOfSites ? Optional.empty() : Optional.of(locked(() -> whole.reading(now)));
    }

    /// Why a site goes as it goes; empty if nothing is known of it.
    Optional<LaneReading> reading(Site site, long now) {
        if (!isOfSites) return reading(now);
        return locked(() -> Optional.ofNullable(sites.get(site.name())).map(c -> c.reading(now)));
    }

    /// What must survive a restart; empty for sites, which begin anew.
    Optional<LaneState> state(long now) {
        return isOfSites ? Optional.empty() : Optional.of(locked(() -> whole.state(now)));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}

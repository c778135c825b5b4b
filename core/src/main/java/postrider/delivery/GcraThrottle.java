package postrider.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import postrider.campaign.Rate;

/// Limits starts by the generic cell rate algorithm: of each limit it keeps only when the next start
/// would be due if all came evenly, and lets starts come [#BURST_NANOS] before that. A limit that
/// nobody asked for lately begins without a burst.
///
/// For one process; nothing is kept over a start.
public final class GcraThrottle implements Throttle {
    /// A hundred milliseconds of the rate may come at once.
    private static final long BURST_NANOS = 100_000_000;

    /// About 10 MB. Beyond, new names wait until others have rested.
    private static final int LIMITS_MAX = 100_000;

    /// When it is worth asking again while there are too many names; and how often rested ones are
    /// looked for.
    private static final long FULL_NANOS = 100_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Cell> cells = new HashMap<>();
    private long sweptAt;

    @Override
    public long take(List<Limit> limits, long nowNanos) {
        lock.lock();
        try {
            long wait = 0;
            for (int i = 0; i < limits.size(); i++)
                wait = Math.max(wait, wait(limits.get(i), nowNanos));
            if (wait == 0) push(limits, nowNanos);
            return wait;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long waitFrom(Limit limit, long nowNanos) {
        lock.lock();
        try {
            return wait(limit, nowNanos);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void charge(List<Limit> limits, long nowNanos) {
        lock.lock();
        try {
            push(limits, nowNanos);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void giveBack(List<Limit> limits, long nowNanos) {
        lock.lock();
        try {
            for (int i = 0; i < limits.size(); i++) {
                var cell = cells.get(limits.get(i).name());
                if (cell == null || !limits.get(i).rate().isLimited()) continue;
                cell.adapt(limits.get(i).rate(), nowNanos);
                cell.pull(nowNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private long wait(Limit limit, long now) {
        if (!limit.rate().isLimited()) return 0;
        var cell = cell(limit, now);
        return cell == null ? FULL_NANOS : cell.waitFrom(now);
    }

    private void push(List<Limit> limits, long now) {
        for (int i = 0; i < limits.size(); i++) {
            if (!limits.get(i).rate().isLimited()) continue;
            var cell = cell(limits.get(i), now);
            if (cell != null) cell.push(now);
        }
    }

    /// The limit's cell, or null if there are too many.
    private @Nullable Cell cell(Limit limit, long now) {
        var known = cells.get(limit.name());
        if (known != null) {
            known.adapt(limit.rate(), now);
            return known;
        }
        if (cells.size() >= LIMITS_MAX && !sweep(now)) return null;
        var cell = new Cell(limit.rate(), now);
        cells.put(limit.name(), cell);
        return cell;
    }

    /// Forgets limits that have rested: what they would allow now, a new one allows too, or less.
    private boolean sweep(long now) {
        if (now - sweptAt < FULL_NANOS && now - sweptAt >= 0) return false;
        sweptAt = now;
        cells.values().removeIf(cell -> cell.hasRested(now));
        return cells.size() < LIMITS_MAX;
    }

    /// One limit. Instants are compared by their difference, for the clock may wrap.
    private static final class Cell {
        /// No rate is so low that its interval is longer: 36 years.
        private static final long INTERVAL_MAX = 1L << 60;

        private double perSecond;
        private long interval;
        private long tolerance;

        /// When the next start would be due if all came evenly.
        private long dueAt;

        Cell(Rate rate, long now) {
            set(rate.perSecond());
            dueAt = now + tolerance;
        }

        private void set(double rate) {
            perSecond = rate;
            // Rounded up: never more than the rate.
            interval = Math.min(INTERVAL_MAX, (long) Math.ceil(1e9 / rate));
            tolerance = Math.max(0, BURST_NANOS - interval);
        }

        /// Takes on another rate. What was taken ahead counts as many starts as before, but never
        /// more than the new limit would have let through at once: who lowers a rate does not wait
        /// for the old one's burst.
        void adapt(Rate rate, long now) {
            if (rate.perSecond() == perSecond) return;
            var oldInterval = interval;
            set(rate.perSecond());
            var ahead = dueAt - now;
            if (ahead <= 0) return;
            var scaled = Math.ceil(ahead * ((double) interval / oldInterval));
            var most = Math.max(ahead, tolerance + interval);
            dueAt = now + Math.min((long) scaled, most);
        }

        long waitFrom(long now) {
            return Math.max(0, dueAt - now - tolerance);
        }

        void push(long now) {
            if (dueAt - now < 0) dueAt = now;
            // Charged starts may not run into the wrap of the clock.
            if (dueAt - now <= INTERVAL_MAX) dueAt += interval;
        }

        void pull(long now) {
            dueAt = Math.max(0, dueAt - now - interval) + now;
        }

        boolean hasRested(long now) {
            return dueAt - now <= 0;
        }
    }
}

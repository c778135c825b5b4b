package postrider.sql;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/// How many callers a commit is to be shared by. While a processor is free a commit waits for nobody:
/// those who come while it flushes make up the next, and meanwhile the others send. Where all
/// processors are busy, waiting slows nobody down, and a flush shared by half of the callers
/// costs each of them little. Used by the writer alone.
final class Company {
    /// So often it is counted anew.
    private static final long WINDOW_NANOS = 100_000_000;

    /// One half waits for the flush, the other sends.
    private static final int SHARE = 2;

    /// Of all processors, over a window.
    private static final double BUSY = 0.9;

    private final DoubleSupplier load;
    private final Set<Thread> callers = new HashSet<>();
    private long windowEndNanos;
    private int expected = 1;

    /// @param load what share of all processors was busy since it was last asked; negative if unknown
    Company(DoubleSupplier load, long nowNanos) {
        this.load = load;
        windowEndNanos = nowNanos + WINDOW_NANOS;
    }

    static Company onThisMachine() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Company(system::getCpuLoad, System.nanoTime());
    }

    /// These were served in one commit.
    void served(List<Ticket<?>> tickets, long nowNanos) {
        for (var ticket : tickets) callers.add(ticket.caller());
        if (nowNanos - windowEndNanos < 0) return;
        expected = load.getAsDouble() > BUSY ? Math.ceilDiv(callers.size(), SHARE) : 1;
        callers.clear();
        windowEndNanos = nowNanos + WINDOW_NANOS;
    }

    int expected() {
        return expected;
    }
}

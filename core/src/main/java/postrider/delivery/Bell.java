package postrider.delivery;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes a thread that looks after something in rounds. Rings before it waits are not lost; many are
/// the same as one. Safe for many threads.
final class Bell {
    private final Semaphore rings = new Semaphore(0);

    void ring() {
        rings.release();
    }

    /// Waits for a ring, at most so long.
    void await(long nanos) throws InterruptedException {
        if (rings.tryAcquire(nanos, TimeUnit.NANOSECONDS)) rings.drainPermits();
    }
}

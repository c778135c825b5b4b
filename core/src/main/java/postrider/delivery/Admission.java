package postrider.delivery;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Lets messages start at the moment at which they do. Safe for many threads.
final class Admission {
    /// A message whose envelope was taken waits so long for its permits; then it goes back.
    private static final long PERMIT_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Throttle throttle;
    private final Throttle starts;
    private final LongSupplier nanoTime;

    /// @param throttle gives permits
    /// @param starts counts what has started, over all lanes
    Admission(Throttle throttle, Throttle starts, LongSupplier nanoTime) {
        this.throttle = throttle;
        this.starts = starts;
        this.nanoTime = nanoTime;
    }

    /// Lets a message start now. False if it may not soon: then it has no permits.
    ///
    /// Those that it came with are as old as the connection took to be made. Started just so, it would
    /// come on top of others, so that starts are counted once more when they happen.
    ///
    /// @param permitted whether it came with permits
    boolean admit(Start start, boolean permitted) throws InterruptedException {
        var until = nanoTime.getAsLong() + PERMIT_WAIT_NANOS;
        var holds = permitted;
        while (true) {
            var now = nanoTime.getAsLong();
            var wait = holds ? 0 : throttle.take(start.limits(), now);
            holds |= wait == 0;
            if (holds) wait = starts.take(start.limits(), now);
            if (wait == 0) return true;
            if (now + wait - until > 0) {
                if (holds) throttle.giveBack(start.limits(), now);
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }
}

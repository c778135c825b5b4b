package postrider.server.e2e;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what is to come. How long that takes is no assertion: the bound only ends a test that
/// waits for what never comes.
final class Await {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MS = 20;

    private Await() {}

    static void until(String what, BooleanSupplier holds) throws InterruptedException {
        var end = System.nanoTime() + BOUND.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("still not so after " + BOUND + ": " + what);
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    /// Lets time go by in which something must not happen.
    static void pass(long ms) throws InterruptedException {
        Thread.sleep(ms);
    }
}

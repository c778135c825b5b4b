package postrider.sql;

/// Waiting for threads that are ending.
final class Threads {
    private Threads() {}

    /// Waits through interrupts, and keeps them for the caller.
    static void join(Thread thread) {
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}

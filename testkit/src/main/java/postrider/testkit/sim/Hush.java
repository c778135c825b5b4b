package postrider.testkit.sim;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps all sessions of a server silent while somebody wants that. Safe for many threads.
final class Hush {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private volatile boolean holds;

    void begin() {
        holds = true;
    }

    void end() {
        lock.lock();
        try {
            holds = false;
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until one may speak.
    void await() throws InterruptedException {
        if (!holds) return;
        lock.lockInterruptibly();
        try {
            while (holds) over.await();
        } finally {
            lock.unlock();
        }
    }
}

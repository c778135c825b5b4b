package postrider.mail.inbound;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that mails may take while they are read, over all connections. Safe for many threads.
final class Room {
    private final AtomicLong free;

    Room(long bytes) {
        free = new AtomicLong(bytes);
    }

    Share share() {
        return new Share();
    }

    /// What one mail has taken; closing it gives that back. For one thread.
    final class Share implements AutoCloseable {
        private long taken;

        boolean take(long bytes) {
            if (free.addAndGet(-bytes) < 0) {
                free.addAndGet(bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        @Override
        public void close() {
            free.addAndGet(taken);
            taken = 0;
        }
    }
}

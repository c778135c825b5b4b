package postrider.mail.smtp;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Ends what takes too long, by closing its connection. One watch for all links of a transport:
/// a timer for each read would cost more than the read, and there is none for writes. Late by at
/// most one round.
final class Watch {
    private static final Duration ROUND_MAX = Duration.ofMillis(500);
    private static final Duration ROUND_MIN = Duration.ofMillis(5);

    private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean walking = new AtomicBoolean();
    private final long roundNanos;

    /// @param shortest the shortest time that will be guarded
    Watch(Duration shortest) {
        var round = shortest.dividedBy(8);
        if (round.compareTo(ROUND_MAX) > 0) round = ROUND_MAX;
        if (round.compareTo(ROUND_MIN) < 0) round = ROUND_MIN;
        roundNanos = round.toNanos();
    }

    Guard guard(Channel channel) {
        var guard = new Guard(channel);
        guards.add(guard);
        if (walking.compareAndSet(false, true)) Thread.ofVirtual().start(this::walk);
        return guard;
    }

    /// Walks as long as there is something to guard, so that an idle transport costs nothing.
    private void walk() {
        do {
            while (!guards.isEmpty()) {
                var now = System.nanoTime();
                guards.forEach(guard -> guard.look(now));
                LockSupport.parkNanos(roundNanos);
            }
            walking.set(false);
        } while (!guards.isEmpty() && walking.compareAndSet(false, true));
    }

    /// The time limit of one connection. Armed and disarmed by the thread that uses it.
    final class Guard implements AutoCloseable {
        private static final long NEVER = Long.MIN_VALUE;

        private final Channel channel;
        private volatile long due = NEVER;
        private volatile boolean expired;

        private Guard(Channel channel) {
            this.channel = channel;
        }

        void arm(Duration time) {
            due = System.nanoTime() + time.toNanos();
        }

        void disarm() {
            due = NEVER;
        }

        /// Whether it closed the connection.
        boolean expired() {
            return expired;
        }

        private void look(long now) {
            var limit = due;
            if (limit == NEVER || now - limit < 0) return;
            expired = true;
            guards.remove(this);
            try {
                channel.close();
            } catch (IOException e) {
                // Closed is what it was to be; whoever uses it learns so.
            }
        }

        @Override
        public void close() {
            guards.remove(this);
        }
    }
}

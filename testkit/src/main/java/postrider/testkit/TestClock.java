package postrider.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is told. Safe for many threads.
public final class TestClock implements InstantSource {
    /// Where a clock starts that nobody set: on a full second, in winter, on a working day.
    public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private final AtomicReference<Instant> now;

    public TestClock() {
        this(START);
    }

    public TestClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /// Jumps to `instant`, backwards too.
    public void set(Instant instant) {
        now.set(instant);
    }

    /// Moves on (or, by a negative step, back) and answers the new time.
    public Instant advance(Duration step) {
        return now.updateAndGet(instant -> instant.plus(step));
    }
}

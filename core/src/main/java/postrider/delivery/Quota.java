package postrider.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import postrider.pacing.Allowance;
import postrider.pacing.Signal;

/// What a route may start by the calendar: its daily cap, or its warmup to one mailbox provider. Lanes share
/// it. Only what is durably counted ahead may start, so that a crash opens nothing twice; it costs at most
/// what was counted and had not started. Safe for many threads.
final class Quota {
    /// Of what may start, so much is counted ahead: a crash costs no more of the day.
    private static final int AHEAD_PART = 20;

    private static final int AHEAD_MIN = 20;

    /// What was counted ahead counts for its quarter of an hour: no day or hour begins within.
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    private final RouteMemory.Part part;
    private final Hold.Kind kind;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Allowance allowance;

    /// Durably counted, and not started.
    private long ahead;

    private Instant aheadUntil = Instant.EPOCH;

    /// Of what is being written now.
    private long asked;

    private Instant askedUntil = Instant.EPOCH;
    private boolean isShort;

    Quota(RouteMemory.Part part, Hold.Kind kind, Allowance allowance, InstantSource clock) {
        this.part = part;
        this.kind = kind;
        this.allowance = allowance;
        this.clock = clock;
    }

    /// What it is at.
    ///
    /// @param left how many may start now; [Long#MAX_VALUE] for no limit
    /// @param next when the next may start
    record View(Hold.Kind kind, long left, Instant next, String sentence) {}

    RouteMemory.Part part() {
        return part;
    }

    /// Other rules: what was used up stays.
    void become(UnaryOperator<Allowance> changed) {
        change(() -> allowance = changed.apply(allowance));
    }

    /// A message starts, if one may. If only the durable count is short of it, that is soon remedied.
    boolean take() {
        return locked(() -> {
            var now = clock.instant();
            var left = allowance.mayStart(now);
            if (left <= 0) return false;
            if (left < Long.MAX_VALUE && !takeAhead(left, now)) return false;
            allowance.started(now);
            return true;
        });
    }

    private boolean takeAhead(long left, Instant now) {
        // At half of it: the next is ready before this is used up.
        if (ahead <= aheadOf(left) / 2 || !now.isBefore(aheadUntil)) isShort = true;
        if (ahead <= 0 || !now.isBefore(aheadUntil)) return false;
        ahead--;
        asked--;
        return true;
    }

    /// Nanoseconds until the next may start by its rules.
    long waitFrom() {
        return locked(() -> {
            var now = clock.instant();
            if (allowance.mayStart(now) > 0) return 0L;
            return Math.max(1, Duration.between(now, allowance.nextStart(now)).toNanos());
        });
    }

    /// The start was given back.
    void unused() {
        change(() -> {
            var now = clock.instant();
            allowance.unused(now);
            if (allowance.mayStart(now) == Long.MAX_VALUE) return;
            ahead++;
            asked++;
        });
    }

    /// What the end of a start said.
    void heard(Signal.Kind signal) {
        if (signal == Signal.Kind.UNUSED) unused();
        else change(() -> allowance.heard(signal, clock.instant()));
    }

    void complained() {
        change(() -> allowance.complained(clock.instant()));
    }

    /// Whether messages wait until more is counted ahead, or soon will.
    boolean isShort() {
        return locked(() -> isShort);
    }

    /// What is to be written: with a part of what may start counted ahead. Then [#kept] opens that part.
    RouteMemory.Learned counted() {
        return locked(() -> {
            var now = clock.instant();
            var isUsed = isShort || ahead > 0 && now.isBefore(aheadUntil);
            asked = isUsed ? aheadOf(allowance.mayStart(now)) : 0;
            askedUntil = endOfQuarter(now);
            return new RouteMemory.Learned(part, allowance.encoded(asked, now));
        });
    }

    /// What is to be written when nothing starts any more.
    RouteMemory.Learned exact() {
        return locked(() -> new RouteMemory.Learned(part, allowance.encoded(0, clock.instant())));
    }

    private static long aheadOf(long left) {
        if (left == Long.MAX_VALUE) return 0;
        return Math.min(left, Math.max(AHEAD_MIN, left / AHEAD_PART));
    }

    private static Instant endOfQuarter(Instant now) {
        return Instant.ofEpochSecond((now.getEpochSecond() / QUARTER + 1) * QUARTER);
    }

    /// What [#counted] gave is durable.
    void kept() {
        change(() -> {
            ahead = asked;
            aheadUntil = askedUntil;
            isShort = false;
        });
    }

    View view() {
        return locked(() -> {
            var now = clock.instant();
            return new View(
                    kind,
                    allowance.mayStart(now),
                    allowance.nextStart(now),
                    allowance.sentence(now));
        });
    }

    private void change(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}

package postrider.forecast;

import java.time.Instant;
import java.util.Optional;
import postrider.pacing.Allowance;
import postrider.pacing.Signal;

/// What a route may start by the calendar, shared by its lanes: its daily cap, or its warmup to one mailbox
/// provider.
final class QuotaRun {
    private final Allowance allowance;
    private final Optional<WarmupDiary> diary;

    /// @param diary of a warmup
    QuotaRun(Allowance allowance, Optional<WarmupDiary> diary) {
        this.allowance = allowance;
        this.diary = diary;
    }

    /// Nanoseconds until a message may start, 0 for now.
    long waitFrom(Instant now) {
        return mayStart(now) ? 0 : Math.max(1, now.until(allowance.nextStart(now)).toNanos());
    }

    boolean mayStart(Instant now) {
        var may = allowance.mayStart(now) > 0;
        diary.ifPresent(d -> d.turnTo(now));
        return may;
    }

    Instant nextStart(Instant now) {
        return allowance.nextStart(now);
    }

    void started(Instant now) {
        allowance.started(now);
        diary.ifPresent(WarmupDiary::started);
    }

    void unused(Instant now) {
        allowance.unused(now);
        diary.ifPresent(WarmupDiary::unused);
    }

    void heard(Signal.Kind kind, Instant now) {
        mayStart(now);
        allowance.heard(kind, now);
        diary.ifPresent(d -> d.heard(kind));
    }

    void complained(Instant now) {
        mayStart(now);
        allowance.complained(now);
        diary.ifPresent(WarmupDiary::complained);
    }

    String sentence(Instant now) {
        return allowance.sentence(now);
    }
}

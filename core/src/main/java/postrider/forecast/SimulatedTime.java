package postrider.forecast;

import java.time.Instant;

/// The clock of a simulation, in both its forms.
final class SimulatedTime {
    private final Instant start;
    private long now;
    private Instant instant;

    SimulatedTime(Instant start) {
        this.start = start;
        instant = start;
    }

    /// Nanoseconds since the simulation began.
    long now() {
        return now;
    }

    Instant instant() {
        return instant;
    }

    void turnTo(long then) {
        if (then == now) return;
        now = then;
        instant = start.plusNanos(then);
    }

    /// Nanoseconds since the simulation began, 0 for what was before.
    long nanos(Instant when) {
        if (when.isBefore(start)) return 0;
        var seconds = Math.subtractExact(when.getEpochSecond(), start.getEpochSecond());
        // Beyond, it is never.
        if (seconds > Scenario.LENGTH_MAX.toSeconds()) return Agenda.NEVER;
        return seconds * 1_000_000_000L + when.getNano() - start.getNano();
    }
}

package postrider.forecast;

import java.time.Instant;
import postrider.delivery.GcraThrottle;
import postrider.delivery.Settlement;
import postrider.delivery.Throttle;

/// What all outlets of one simulation share.
final class Playing {
    private final SimulatedTime time;
    private final Instant start;
    private final Settlement settlement;
    private final Throttle throttle = new GcraThrottle();
    private long parcels;
    private long attempts;

    Playing(Instant start, Settlement settlement) {
        this.start = start;
        this.settlement = settlement;
        time = new SimulatedTime(start);
    }

    SimulatedTime time() {
        return time;
    }

    Settlement settlement() {
        return settlement;
    }

    Throttle throttle() {
        return throttle;
    }

    Instant instant(long nanos) {
        return start.plusNanos(nanos);
    }

    long nextNumber() {
        return parcels++;
    }

    void attempted() {
        attempts++;
    }

    long attempts() {
        return attempts;
    }
}

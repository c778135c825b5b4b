package postrider.campaign;

import java.time.Instant;

/// When messages may start: from `start` (inclusive) to `end` (exclusive).
public record SendWindow(Instant start, Instant end) {
    public SendWindow {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "a send window ends after it starts: " + start + " to " + end);
        }
    }

    public boolean holds(Instant now) {
        return !now.isBefore(start) && now.isBefore(end);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(end);
    }
}

package postrider.message;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Of all that hosts reported later about each message, the report that counts: a failure before a
/// delivery before a delay, and of the same kind the one that says more, never the one that came
/// first. Most messages have none. Not safe for many threads.
final class ReportFold {
    /// The time stands last: what is told twice is as old as its first telling.
    private static final Comparator<Event.Report> WEIGHT =
            comparingInt(ReportFold::weight)
                    .thenComparing(Event.Report::hard)
                    .thenComparing(Event.Report::reason)
                    .thenComparing(comparing(report -> report.reply().toString()))
                    .thenComparing(comparingLong(Event.Report::atMs).reversed());

    private final Map<Integer, Event.Report> counting = new HashMap<>();

    private static int weight(Event.Report report) {
        return switch (report.status()) {
            case BOUNCED -> 3;
            case BLOCKED -> 2;
            case DELIVERED -> 1;
            case DEFERRED, QUEUED, UNCERTAIN, SENT, DROPPED -> 0;
        };
    }

    void apply(Event.Report report) {
        counting.merge(report.index(), report, (a, b) -> WEIGHT.compare(a, b) >= 0 ? a : b);
    }

    Event.@Nullable Report of(int index) {
        // Asked for each message again and again, and nearly always in vain.
        return counting.isEmpty() ? null : counting.get(index);
    }
}

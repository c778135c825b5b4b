package postrider.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// At most so many messages in any 24 hours, as ESPs grant them: the day slides, and midnight opens nothing.
/// Counted by quarters of an hour, so that a message counts for up to a quarter longer. Not safe for many
/// threads.
public final class DailyCap implements Allowance {
    /// No route sends more in a day.
    public static final long PER_DAY_MAX = 1_000_000_000;

    private static final String VERSION = "cap1";
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    /// Those of a day, and the one that the day's begin lies in.
    private static final int QUARTERS = 97;

    private static final long TIME_MAX = 1_000_000_000;

    private final long perDay;
    private final long[] started;

    /// The newest quarter that is counted, since 1970.
    private long quarter;

    /// @param perDay 1 to [#PER_DAY_MAX]
    public DailyCap(long perDay) {
        this(perDay, 0, new long[QUARTERS]);
    }

    private DailyCap(long perDay, long quarter, long[] started) {
        if (perDay < 1 || perDay > PER_DAY_MAX)
            throw new IllegalArgumentException(
                    "a daily cap is 1 to " + PER_DAY_MAX + ": " + perDay);
        this.perDay = perDay;
        this.quarter = quarter;
        this.started = started;
    }

    /// Goes on from what [#encoded] gave; the cap may be another by now. Throws
    /// [IllegalArgumentException] for everything that it never gives.
    public static DailyCap decode(long perDay, String text) {
        var part = StateText.parts(text, VERSION, QUARTERS + 1);
        var started = new long[QUARTERS];
        for (int i = 0; i < QUARTERS; i++) started[i] = StateText.whole(part[i + 2], PER_DAY_MAX);
        return new DailyCap(perDay, StateText.whole(part[1], TIME_MAX), started);
    }

    @Override
    public long mayStart(Instant now) {
        turnTo(now);
        return Math.max(0, perDay - started());
    }

    private long started() {
        return LongStream.of(started).sum();
    }

    @Override
    public Instant nextStart(Instant now) {
        if (mayStart(now) > 0) return now;
        // The first that leaves the day and makes room.
        var left = started();
        for (var oldest = quarter - QUARTERS + 1; oldest <= quarter; oldest++) {
            left -= started[index(oldest)];
            if (left < perDay) return Instant.ofEpochSecond((oldest + QUARTERS) * QUARTER);
        }
        throw new IllegalStateException("an empty day has room");
    }

    @Override
    public void started(Instant now) {
        turnTo(now);
        started[index(quarter)]++;
    }

    /// One that started a quarter ago still counts.
    @Override
    public void unused(Instant now) {
        turnTo(now);
        var index = index(quarter);
        started[index] = Math.max(0, started[index] - 1);
    }

    @Override
    public void heard(Signal.Kind kind, Instant now) {}

    @Override
    public void complained(Instant now) {}

    @Override
    public String sentence(Instant now) {
        return "%d of the %d messages of its daily cap started in the last 24 hours"
                .formatted(perDay - mayStart(now), perDay);
    }

    @Override
    public String encoded(long ahead, Instant now) {
        turnTo(now);
        var counts = started.clone();
        counts[index(quarter)] += ahead;
        return Arrays.stream(counts)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" ", VERSION + " " + quarter + " ", ""));
    }

    private static int index(long quarter) {
        return (int) (quarter % QUARTERS);
    }

    /// A clock that was set back opens nothing.
    private void turnTo(Instant now) {
        var next = Math.floorDiv(now.getEpochSecond(), QUARTER);
        for (var passed = Math.max(quarter + 1, next - QUARTERS + 1); passed <= next; passed++)
            started[index(passed)] = 0;
        quarter = Math.max(quarter, next);
    }
}

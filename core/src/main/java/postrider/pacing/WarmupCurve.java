package postrider.pacing;

import java.util.List;

/// How many messages a young source may start on each day of its warmup; after the last day it is warm.
///
/// @param perDay 1 to [#DAYS_MAX] numbers, none below the one before it
public record WarmupCurve(List<Long> perDay) {
    public static final int DAYS_MAX = 365;

    /// No source sends more in a day.
    public static final long PER_DAY_MAX = 1_000_000_000;

    /// What senders publish for the first 17 days, and 1.4 times as many on each day after, up to a
    /// million.
    public static final WarmupCurve DEFAULT =
            new WarmupCurve(
                    List.of(
                            50L, 100L, 200L, 400L, 800L, 1_500L, 3_000L, 5_000L, 7_500L, 10_000L,
                            15_000L, 20_000L, 30_000L, 40_000L, 55_000L, 70_000L, 100_000L,
                            140_000L, 196_000L, 274_400L, 384_160L, 537_824L, 752_953L));

    public WarmupCurve {
        perDay = List.copyOf(perDay);
        if (perDay.isEmpty() || perDay.size() > DAYS_MAX) {
            throw new IllegalArgumentException(
                    "a warmup takes 1 to " + DAYS_MAX + " days: " + perDay.size());
        }
        long last = 1;
        for (long count : perDay) {
            if (count < last || count > PER_DAY_MAX) {
                throw new IllegalArgumentException(
                        "a warmup never falls and stays between 1 and %d a day: %d after %d"
                                .formatted(PER_DAY_MAX, count, last));
            }
            last = count;
        }
    }

    public boolean isWarm(int step) {
        return step >= perDay.size();
    }

    /// What may start on the day of a step, from 0; [Long#MAX_VALUE] for a warm source.
    public long perDay(int step) {
        return isWarm(step) ? Long.MAX_VALUE : perDay.get(step);
    }
}

package postrider.pacing;

/// How far a warmup is. Its text has one form; anything else is refused.
///
/// @param step the day of the curve, from 0
/// @param day the day that is counted, since 1970-01-01 in UTC
/// @param hour the hour of it that is counted
/// @param started on that day
/// @param startedThisHour of these
/// @param deferred by the far side because of us, on that day
/// @param complaints that came in since the last day that counted
/// @param blocked whether a block reply came on that day
/// @param lastActive the last day on which something started, or 0
public record WarmupState(
        int step,
        long day,
        int hour,
        long started,
        long startedThisHour,
        long deferred,
        long complaints,
        boolean blocked,
        long lastActive) {
    private static final String VERSION = "warmup1";
    private static final long DAY_MAX = 1_000_000;
    private static final long COUNT_MAX = 1_000_000_000_000L;

    public WarmupState {
        if (step < 0
                || step > WarmupCurve.DAYS_MAX
                || !isIn(day, DAY_MAX)
                || !isIn(hour, 23)
                || !isIn(started, COUNT_MAX)
                || !isIn(startedThisHour, started)
                || !isIn(deferred, COUNT_MAX)
                || !isIn(complaints, COUNT_MAX)
                || !isIn(lastActive, DAY_MAX)) {
            throw new IllegalArgumentException(
                    "no state of a warmup: a number is out of bounds; begin afresh");
        }
    }

    private static boolean isIn(long value, long max) {
        return value >= 0 && value <= max;
    }

    public static WarmupState fresh() {
        return new WarmupState(0, 0, 0, 0, 0, 0, 0, false, 0);
    }

    /// With so many more counted as started.
    WarmupState ahead(long count) {
        return new WarmupState(
                step,
                day,
                hour,
                started + count,
                startedThisHour + count,
                deferred,
                complaints,
                blocked,
                lastActive);
    }

    public String encoded() {
        return "%s %d %d %d %d %d %d %d %d %d"
                .formatted(
                        VERSION,
                        step,
                        day,
                        hour,
                        started,
                        startedThisHour,
                        deferred,
                        complaints,
                        blocked ? 1 : 0,
                        lastActive);
    }

    /// Throws [IllegalArgumentException] for everything that [#encoded] never gives.
    public static WarmupState decode(String text) {
        var part = StateText.parts(text, VERSION, 9);
        return new WarmupState(
                (int) StateText.whole(part[1], WarmupCurve.DAYS_MAX),
                StateText.whole(part[2], DAY_MAX),
                (int) StateText.whole(part[3], 23),
                StateText.whole(part[4], COUNT_MAX),
                StateText.whole(part[5], COUNT_MAX),
                StateText.whole(part[6], COUNT_MAX),
                StateText.whole(part[7], COUNT_MAX),
                StateText.whole(part[8], 1) == 1,
                StateText.whole(part[9], DAY_MAX));
    }
}

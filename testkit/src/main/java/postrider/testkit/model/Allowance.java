package postrider.testkit.model;

/// What a provider allows from some minute of the run on.
///
/// @param fromMinute since the run's start
/// @param perSecond messages a second on average; infinite if it does not count them
/// @param connections open at once
/// @param perDay messages from midnight to midnight
public record Allowance(int fromMinute, double perSecond, int connections, long perDay) {
    public static final long ANY = Long.MAX_VALUE;

    public Allowance {
        if (fromMinute < 0 || !(perSecond > 0) || connections < 1 || perDay < 1)
            throw new IllegalArgumentException("an allowance allows something");
    }

    public static Allowance of(double perSecond, int connections) {
        return new Allowance(0, perSecond, connections, ANY);
    }

    public Allowance daily(long perDay) {
        return new Allowance(fromMinute, perSecond, connections, perDay);
    }

    public Allowance from(int minute) {
        return new Allowance(minute, perSecond, connections, perDay);
    }
}

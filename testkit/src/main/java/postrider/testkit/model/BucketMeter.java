package postrider.testkit.model;

/// A token bucket.
final class BucketMeter implements Gate.Meter {
    private final double seconds;
    private double perSecond;
    private double tokens;
    private long filledAt;

    BucketMeter(double seconds, double perSecond) {
        this.seconds = seconds;
        this.perSecond = perSecond;
        tokens = size();
    }

    /// At least one, or nothing would ever pass.
    private double size() {
        return Math.max(1, seconds * perSecond);
    }

    @Override
    public boolean admits(long now) {
        tokens = Math.min(size(), tokens + (now - filledAt) / 1e9 * perSecond);
        filledAt = now;
        if (tokens < 1) return false;
        tokens--;
        return true;
    }

    @Override
    public void limit(double perSecond) {
        this.perSecond = perSecond;
    }
}

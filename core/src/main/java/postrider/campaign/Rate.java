package postrider.campaign;

/// Starts per second; [#UNLIMITED] sets no limit.
public record Rate(double perSecond) {
    public static final Rate UNLIMITED = new Rate(Double.POSITIVE_INFINITY);

    public Rate {
        if (!(perSecond > 0))
            throw new IllegalArgumentException("a rate is above zero: " + perSecond);
    }

    public static Rate perSecond(double perSecond) {
        return new Rate(perSecond);
    }

    public boolean isLimited() {
        return perSecond != Double.POSITIVE_INFINITY;
    }
}

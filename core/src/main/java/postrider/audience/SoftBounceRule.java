package postrider.audience;

import java.time.Duration;

/// When an address that bounces softly again and again is written to no more.
///
/// @param campaigns in so many different ones, 0 for never
/// @param within so long, with nothing delivered in between
/// @param suppressedFor so long
public record SoftBounceRule(int campaigns, Duration within, Duration suppressedFor) {
    public static final int CAMPAIGNS_MAX = 100;

    public static final SoftBounceRule DEFAULT =
            new SoftBounceRule(3, Duration.ofDays(30), Duration.ofDays(90));

    public SoftBounceRule {
        if (campaigns < 0 || campaigns > CAMPAIGNS_MAX)
            throw new IllegalArgumentException("0 to " + CAMPAIGNS_MAX + " campaigns");
        if (!within.isPositive() || !suppressedFor.isPositive())
            throw new IllegalArgumentException("a time is above zero");
    }
}

package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.campaign.Rate;
import postrider.delivery.Throttle.Limit;

class GcraThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void letsATenthOfTheRateComeAtOnceAfterARest() {
        var throttle = new GcraThrottle();
        assertThat(burst(throttle, "a", 1_000, 0)).as("it begins without").isEqualTo(1);

        assertThat(burst(throttle, "a", 1_000, SECOND)).isEqualTo(100);
        assertThat(burst(throttle, "slow", 2, 0)).isEqualTo(1);
        assertThat(burst(throttle, "slow", 2, 9 * SECOND)).isEqualTo(1);
    }

    @Test
    void holdsABoundedNumberOfNamesAndMakesRoomOnceOthersHaveRested() {
        var throttle = new GcraThrottle();
        for (int i = 0; i < 100_000; i++) throttle.take(limit("name " + i, 1), 0);

        assertThat(throttle.take(limit("one more", 1), 0)).isPositive();
        throttle.charge(limit("one more", 1), 0);
        throttle.giveBack(limit("one more", 1), 0);
        assertThat(throttle.take(limit("name 7", 1), 0)).as("limits hold").isEqualTo(SECOND);

        assertThat(throttle.take(limit("one more", 1), SECOND)).isZero();
    }

    @Test
    void survivesRatesBeyondReason() {
        var throttle = new GcraThrottle();
        for (int i = 0; i < 1_000; i++) {
            throttle.charge(limit("never", Double.MIN_VALUE), 0);
            throttle.giveBack(limit("give", Double.MIN_VALUE), 0);
        }

        assertThat(throttle.take(limit("never", Double.MIN_VALUE), SECOND)).isPositive();
        assertThat(throttle.take(limit("give", Double.MIN_VALUE), 0)).isZero();
        assertThat(burst(throttle, "fast", 1e12, 0)).isPositive();
    }

    private static int burst(Throttle throttle, String name, double rate, long now) {
        int given = 0;
        while (given < 10_000 && throttle.take(limit(name, rate), now) == 0) given++;
        return given;
    }

    private static List<Limit> limit(String name, double rate) {
        return List.of(new Limit(name, Rate.perSecond(rate)));
    }
}

package postrider.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HiddenProviderTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// Asks a hundred times a second for a while.
    private static int admitted(Gate.Meter meter, int fromSecond, int seconds) {
        int admitted = 0;
        for (int i = 0; i < seconds * 100; i++)
            if (meter.admits(fromSecond * SECOND + i * (SECOND / 100))) admitted++;
        return admitted;
    }

    @Test
    void aBucketLetsThroughItsRateAndWhatItSaved() {
        var meter = new Gate.Bucket(10).open(5);

        assertThat(admitted(meter, 0, 60)).isBetween(348, 351);
    }

    @Test
    void aFixedWindowBeginsAnew() {
        var meter = new Gate.FixedWindow(60).open(5);

        assertThat(admitted(meter, 30, 30)).isEqualTo(300);
        assertThat(admitted(meter, 60, 60)).isEqualTo(300);
    }

    @Test
    void aSlidingWindowNeverHoldsMore() {
        var meter = new Gate.SlidingWindow(60, Gate.Refused.FREE).open(5);

        assertThat(admitted(meter, 30, 30)).isEqualTo(300);
        assertThat(admitted(meter, 60, 29)).isZero();
    }

    @Test
    void refusedOnesCountWhereTheyCount() {
        var meter = new Gate.SlidingWindow(60, Gate.Refused.COUNTS).open(5);
        admitted(meter, 0, 120);

        assertThat(admitted(meter, 120, 30)).isZero();
    }
}

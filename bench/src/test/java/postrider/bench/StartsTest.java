package postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StartsTest {
    @Test
    void findsTheFullestSecondWhereverItBegins() {
        var times = new long[] {0, 900, 1_100, 1_899, 1_900, 3_000};

        assertThat(Starts.peak(times)).isEqualTo(3);
    }

    @Test
    void countsAProviderAsLongAsItHasWork() {
        var whole = LongStream.range(0, 100).map(i -> i * 100).toArray();
        var half = LongStream.range(0, 50).map(i -> i * 100).toArray();
        var starts = new Starts(Map.of("one", whole, "two", half));

        assertThat(starts.use(100, 10)).isCloseTo(1, Offset.offset(0.03));
        assertThat(starts.use(15, 10)).isGreaterThan(1.1);
    }
}

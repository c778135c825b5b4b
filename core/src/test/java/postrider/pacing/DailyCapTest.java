package postrider.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DailyCapTest {
    private static final Instant START = Instant.parse("2030-03-01T23:50:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final DailyCap cap = new DailyCap(100);

    private void start(int count, Instant at) {
        for (int i = 0; i < count; i++) cap.started(at);
    }

    @Test
    void midnightOpensNothing() {
        start(100, START);

        var midnight = START.plus(Duration.ofMinutes(10));

        assertThat(cap.mayStart(midnight)).isZero();
        assertThat(cap.nextStart(midnight)).isEqualTo(START.plus(DAY).plus(Duration.ofMinutes(10)));
        assertThat(cap.mayStart(cap.nextStart(midnight))).isEqualTo(100);
    }

    @Test
    void opensAgainAsTheDaySlides() {
        start(60, START);
        start(40, START.plus(Duration.ofHours(3)));

        var full = START.plus(Duration.ofHours(4));

        assertThat(cap.mayStart(full)).isZero();
        assertThat(cap.sentence(full))
                .isEqualTo("100 of the 100 messages of its daily cap started in the last 24 hours");
        assertThat(cap.mayStart(cap.nextStart(full))).isEqualTo(60);
    }

    @Test
    void neverExceedsTheCapInAny24Hours() {
        for (int seed = 1; seed <= 50; seed++) {
            var random = new Random(seed);
            var own = new DailyCap(200);
            var starts = new ArrayList<Instant>();
            var now = START;
            for (int step = 0; step < 400; step++) {
                now = now.plusSeconds(random.nextInt(3_600));
                var wanted = random.nextInt(30);
                for (int i = 0; i < wanted && own.mayStart(now) > 0; i++) {
                    own.started(now);
                    starts.add(now);
                }
                if (step % 50 == 0) own = DailyCap.decode(200, own.encoded(0, now));
            }

            for (int first = 0, after = 0; first < starts.size(); first++) {
                while (after < starts.size()
                        && starts.get(after).isBefore(starts.get(first).plus(DAY))) after++;
                assertThat(after - first).as("seed " + seed).isLessThanOrEqualTo(200);
            }
        }
    }

    @Test
    void whatWasGivenBackMayStartAgain() {
        start(100, START);

        cap.unused(START);

        assertThat(cap.mayStart(START)).isEqualTo(1);
    }

    @Test
    void aClockThatWasSetBackOpensNothing() {
        start(100, START);

        assertThat(cap.mayStart(START.minus(DAY.multipliedBy(3)))).isZero();
    }

    @Test
    void countsAheadForACrash() {
        start(10, START);

        var again = DailyCap.decode(100, cap.encoded(20, START));

        assertThat(again.mayStart(START)).isEqualTo(70);
        assertThat(cap.mayStart(START)).isEqualTo(90);
    }

    @Test
    void takesAnotherCapWithWhatHasStarted() {
        start(90, START);

        assertThat(DailyCap.decode(80, cap.encoded(0, START)).mayStart(START)).isZero();
        assertThat(DailyCap.decode(500, cap.encoded(0, START)).mayStart(START)).isEqualTo(410);
    }

    @Test
    void refusesWhatIsNoState() {
        assertThatThrownBy(() -> DailyCap.decode(10, "cap1 5 7"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DailyCap(0)).isInstanceOf(IllegalArgumentException.class);
    }
}

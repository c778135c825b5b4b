package postrider.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatesTest {
    private static final LaneState LANE =
            new LaneState(12.5, 13.25, 7, 9, 2, Duration.ofMinutes(3));
    private static final WarmupState WARMUP =
            new WarmupState(4, 20_000, 13, 700, 33, 12, 1, true, 20_000);

    @Test
    void readsWhatItWrote() {
        assertThat(LaneState.decode(LANE.encoded())).isEqualTo(LANE);
        assertThat(WarmupState.decode(WARMUP.encoded())).isEqualTo(WARMUP);
    }

    @Test
    void readsSpeedsOfEverySize() {
        for (long seed = 1; seed <= 1_000; seed++) {
            var random = new SplittableRandom(seed);
            var speed = Math.pow(10, random.nextDouble(-1.7, 5));
            var state = new LaneState(speed, speed * 1.1, 1, 0, 0, Duration.ZERO);

            assertThat(LaneState.decode(state.encoded())).as("seed %d", seed).isEqualTo(state);
        }
    }

    @Test
    void refusesGarbage() {
        for (long seed = 1; seed <= 2_000; seed++) {
            var random = new SplittableRandom(seed);
            var text = new StringBuilder(seed % 2 == 0 ? LANE.encoded() : WARMUP.encoded());
            var at = random.nextInt(text.length());
            text.insert(at, "x\0,-e99999999999999999999".charAt(random.nextInt(24)));
            text.append(" 1".repeat(random.nextInt(3)));
            refusesOrReads(text.toString());
        }
    }

    /// Nothing but the one exception, whatever the text.
    private static void refusesOrReads(String text) {
        try {
            LaneState.decode(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("begin afresh");
        }
        try {
            WarmupState.decode(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("begin afresh");
        }
    }

    @Test
    void refusesAnotherVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LaneState.decode(LANE.encoded().replace("lane1", "lane2")));
    }
}

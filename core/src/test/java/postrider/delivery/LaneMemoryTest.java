package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.lane.Lane;
import postrider.pacing.LaneState;

class LaneMemoryTest {
    private static final Lane GOOGLE = new Lane("google");
    private static final LaneState LEARNED =
            new LaneState(12.5, 15, 4, 6, 1, Duration.ofMinutes(10));

    private Instant now = World.START;
    private final MemoryLaneStates store = new MemoryLaneStates();
    private final LaneMemory memory = new LaneMemory(store, () -> now);

    private LaneMemory afterARestart() {
        return new LaneMemory(store, () -> now);
    }

    @Test
    void remembersALaneOverARestartWithWhatIsLeftOfItsRest() {
        memory.keep(List.of(new LaneMemory.Learned(1, GOOGLE, LEARNED)));
        now = now.plus(Duration.ofMinutes(4));

        var again = afterARestart().of(1, GOOGLE).orElseThrow();

        assertThat(again.perSecond()).isEqualTo(12.5);
        assertThat(again.rest()).isEqualTo(Duration.ofMinutes(6));
        assertThat(afterARestart().of(2, GOOGLE)).isEmpty();
    }

    @Test
    void writesOnlyWhatChangedAndNotOften() {
        assertThat(memory.isDue()).isTrue();
        memory.keep(List.of(new LaneMemory.Learned(1, GOOGLE, LEARNED)));
        var first = store.all().getFirst();
        assertThat(memory.isDue()).isFalse();
        now = now.plus(Duration.ofSeconds(10));

        assertThat(memory.isDue()).isTrue();
        memory.keep(List.of(new LaneMemory.Learned(1, GOOGLE, LEARNED)));

        assertThat(store.all()).containsExactly(first);
    }

    @Test
    void beginsAnewWhereTheStateCannotBeRead() {
        store.put(List.of(new LaneStates.Kept(1, GOOGLE, "lane9 nonsense", now)));

        assertThat(memory.of(1, GOOGLE)).isEmpty();
    }
}

package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.lane.Lane;
import postrider.pacing.LaneState;

class RouteMemoryTest {
    private static final Lane GOOGLE = new Lane("google");
    private static final LaneState LEARNED =
            new LaneState(12.5, 15, 4, 6, 1, Duration.ofMinutes(10));

    private static final RouteMemory.Learned LEARNED_OF_GOOGLE =
            new RouteMemory.Learned(RouteMemory.Part.of(1, GOOGLE), LEARNED.encoded());

    private Instant now = World.START;
    private final MemoryRouteStates store = new MemoryRouteStates();
    private final RouteMemory memory = new RouteMemory(store, () -> now);

    private RouteMemory afterARestart() {
        return new RouteMemory(store, () -> now);
    }

    @Test
    void remembersALaneOverARestartWithWhatIsLeftOfItsRest() {
        memory.keep(List.of(LEARNED_OF_GOOGLE));
        now = now.plus(Duration.ofMinutes(4));

        var again = afterARestart().lane(1, GOOGLE).orElseThrow();

        assertThat(again.perSecond()).isEqualTo(12.5);
        assertThat(again.rest()).isEqualTo(Duration.ofMinutes(6));
        assertThat(afterARestart().lane(2, GOOGLE)).isEmpty();
    }

    @Test
    void writesOnlyWhatChangedAndNotOften() {
        assertThat(memory.isDue()).isTrue();
        memory.keep(List.of(LEARNED_OF_GOOGLE));
        var first = store.all().getFirst();
        assertThat(memory.isDue()).isFalse();
        now = now.plus(Duration.ofSeconds(10));

        assertThat(memory.isDue()).isTrue();
        memory.keep(List.of(LEARNED_OF_GOOGLE));

        assertThat(store.all()).containsExactly(first);
    }

    @Test
    void beginsAnewWhereTheStateCannotBeRead() {
        store.put(List.of(new RouteStates.Kept(1, "lane google", "lane9 nonsense", now)));

        assertThat(memory.lane(1, GOOGLE)).isEmpty();
    }
}

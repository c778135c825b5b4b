package postrider.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import postrider.campaign.Guard;

class CountersTest {
    private static final Counters.Feedback FEEDBACK = new Counters.Feedback(1, 2, 3);
    private static final Counters SOME =
            new Counters(
                    Map.of(Status.QUEUED, 3L, Status.DEFERRED, 2L, Status.SENT, 5L),
                    1,
                    4,
                    1,
                    FEEDBACK);

    @Test
    void countsEveryStatusAndTheirSum() {
        assertThat(SOME.byStatus()).containsOnlyKeys(Status.values());
        assertThat(SOME.of(Status.BOUNCED)).isZero();
        assertThat(SOME.total()).isEqualTo(10);
        assertThat(SOME.open()).isEqualTo(5);
        assertThat(Counters.NONE.total()).isZero();
    }

    @Test
    void addsUp() {
        var sum =
                SOME.plus(new Counters(Map.of(Status.SENT, 1L), 2, 3, 5, FEEDBACK))
                        .plus(Counters.NONE);

        assertThat(sum)
                .isEqualTo(
                        new Counters(
                                Map.of(Status.QUEUED, 3L, Status.DEFERRED, 2L, Status.SENT, 6L),
                                3,
                                7,
                                6,
                                new Counters.Feedback(2, 4, 6)));
    }

    @Test
    void tellsGuardsWhatHasEnded() {
        var counters =
                new Counters(
                        Map.of(
                                Status.QUEUED, 100L,
                                Status.DEFERRED, 50L,
                                Status.UNCERTAIN, 1L,
                                Status.DROPPED, 7L,
                                Status.SENT, 20L,
                                Status.DELIVERED, 60L,
                                Status.BOUNCED, 12L,
                                Status.BLOCKED, 8L),
                        0,
                        0,
                        9,
                        new Counters.Feedback(0, 2, 0));

        assertThat(counters.guarded()).isEqualTo(new Guard.Counts(100, 80, 9, 8, 2));
    }
}

package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import postrider.message.Event;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.ShardFold;
import postrider.message.Status;

class CountedFoldTest {
    private static final int SIZE = 20;

    @Test
    void countsAfterEveryEventWhatTheFoldSays() {
        var seed = ThreadLocalRandom.current().nextLong();
        System.out.println("countsAfterEveryEventWhatTheFoldSays: seed " + seed);
        var random = new Random(seed);
        var counted = new CountedFold(SIZE);
        var fold = new ShardFold(SIZE);

        for (int i = 0; i < 2_000; i++) {
            var event = event(random, i);
            counted.apply(event);
            fold.apply(event);

            assertSame(counted, fold, seed);
        }
    }

    private static void assertSame(CountedFold counted, ShardFold fold, long seed) {
        var expected = fold.counters();
        for (var status : Status.values()) {
            assertThat(counted.of(status)).as("seed %d", seed).isEqualTo(expected.of(status));
        }
        assertThat(counted.inFlight()).as("seed %d", seed).isEqualTo(expected.inFlight());
        assertThat(counted.hardBounced()).as("seed %d", seed).isEqualTo(expected.hardBounced());
        assertThat(counted.everUncertain()).as("seed %d", seed).isEqualTo(expected.everUncertain());
        assertThat(counted.bouncedLate())
                .as("seed %d", seed)
                .isEqualTo(expected.feedback().bouncedLate());
        for (var kind : Event.Fact.Kind.values())
            assertThat(counted.of(kind))
                    .as("seed %d", seed)
                    .isEqualTo(expected.feedback().of(kind));
    }

    private static Event event(Random random, int i) {
        var index = random.nextInt(SIZE);
        var attempt = 1 + random.nextInt(4);
        if (random.nextInt(900) == 0) return new Event.Closed(i, Reason.CANCELLED);
        if (random.nextInt(6) == 0)
            return new Event.Fact(index, i, Event.Fact.Kind.of(random.nextInt(6)));
        if (random.nextInt(6) == 0) {
            var came = random.nextBoolean() ? Status.BOUNCED : Status.DELIVERED;
            return new Event.Report(index, i, came, Reason.NONE, false, Reply.NONE);
        }
        if (random.nextBoolean()) return new Event.Intent(index, attempt, i, 1);
        var status = Status.of(1 + random.nextInt(7));
        var nextAtMs = random.nextBoolean() ? i + 60_000L : 0;
        return new Event.Result(
                index,
                attempt,
                i,
                status,
                Reason.NONE,
                random.nextBoolean(),
                Reply.NONE,
                nextAtMs,
                1);
    }
}

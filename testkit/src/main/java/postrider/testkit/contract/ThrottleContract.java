package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import postrider.campaign.Rate;
import postrider.delivery.Throttle;
import postrider.delivery.Throttle.Limit;

/// What [Throttle] promises. The clock is simulated.
public interface ThrottleContract {
    /// A throttle that is ready and of which nobody has taken a permit.
    Throttle throttle();

    /// A second in nanoseconds.
    long SECOND = 1_000_000_000L;

    @Test
    default void givesTheFirstPermitAtOnceWhereverTheClockStarts() {
        for (var start : starts()) {
            var throttle = throttle();

            assertThat(throttle.take(limits("a", 5), start)).as("from %d", start).isZero();
        }
    }

    @Test
    default void saysHowLongToWait() {
        var throttle = throttle();
        var limits = limits("slow", 2);
        throttle.take(limits, 0);

        var wait = throttle.take(limits, 0);

        assertThat(wait).isPositive().isLessThanOrEqualTo(SECOND / 2);
        assertThat(throttle.take(limits, wait / 2)).isEqualTo(wait - wait / 2);
        assertThat(throttle.take(limits, wait)).isZero();
    }

    @Test
    default void limitsNothingWithoutALimit() {
        var throttle = throttle();
        for (int i = 0; i < 10_000; i++) {
            assertThat(throttle.take(List.of(), 0)).isZero();
            assertThat(throttle.take(List.of(new Limit("any", Rate.UNLIMITED)), 0)).isZero();
        }
    }

    @Test
    default void keepsEachLimitForItself() {
        var throttle = throttle();
        throttle.take(limits("a", 1), 0);

        assertThat(throttle.take(limits("b", 1), 0)).isZero();
        assertThat(throttle.take(limits("a", 1), 0)).isPositive();
    }

    @Test
    default void takesOfAllLimitsOrOfNone() {
        var throttle = throttle();
        var scarce = new Limit("scarce", Rate.perSecond(1));
        var plenty = new Limit("plenty", Rate.perSecond(2));
        throttle.take(List.of(scarce), 0);

        var wait = throttle.take(List.of(plenty, scarce), 0);

        assertThat(wait).as("the longer of the two").isEqualTo(SECOND);
        assertThat(throttle.take(List.of(plenty), 0)).as("nothing was taken of it").isZero();
    }

    @Test
    default void takesOfSeveralLimitsAtOnce() {
        var throttle = throttle();
        var both = List.of(new Limit("a", Rate.perSecond(1)), new Limit("b", Rate.perSecond(1)));

        assertThat(throttle.take(both, 0)).isZero();

        assertThat(throttle.take(limits("a", 1), 0)).isPositive();
        assertThat(throttle.take(limits("b", 1), 0)).isPositive();
    }

    @Test
    default void takesBackWhatWasNotUsed() {
        var throttle = throttle();
        var limits = limits("a", 1);
        throttle.take(limits, 0);

        throttle.giveBack(limits, 1_000);

        assertThat(throttle.take(limits, 1_000)).isZero();
        assertThat(throttle.take(limits, 1_000)).isPositive();
    }

    @Test
    default void allowsNoBurstForWhatWasGivenBackTooOften() {
        var throttle = throttle();
        var limits = limits("a", 10);
        throttle.take(limits, 0);
        for (int i = 0; i < 100; i++) throttle.giveBack(limits, 0);
        throttle.giveBack(limits("unknown", 10), 0);

        var given = 0;
        while (throttle.take(limits, 0) == 0) given++;

        assertThat(given).isEqualTo(1);
    }

    @Test
    default void chargesWhatHasHappenedAlready() {
        var throttle = throttle();
        var limits = limits("a", 1);
        for (int i = 0; i < 5; i++) throttle.charge(limits, 0);

        assertThat(throttle.take(limits, 0)).isEqualTo(5 * SECOND);
        assertThat(throttle.take(limits, 5 * SECOND - 1)).isPositive();
        assertThat(throttle.take(limits, 5 * SECOND)).isZero();
    }

    @Test
    default void adaptsToAnotherRateAtOnce() {
        var throttle = throttle();
        drain(throttle, limits("a", 0.01), 0, SECOND);

        var faster = drain(throttle, limits("a", 1_000), SECOND, 2 * SECOND);
        var slower = drain(throttle, limits("a", 10), 2 * SECOND, 12 * SECOND);

        assertThat(faster.size()).isBetween(980, 1_100);
        assertThat(slower.size()).isBetween(95, 101);
    }

    @Test
    default void givesNoMoreThanARateOverDays() {
        var day = 86_400 * SECOND;
        var throttle = throttle();

        var given = drain(throttle, limits("warmup", 500 / 86_400.0), 0, 30 * day);

        assertThat(given.size()).isBetween(30 * 500 - 1, 30 * 500 + 1);
        for (int i = 500; i < given.size(); i++)
            assertThat(given.get(i) - given.get(i - 500)).isGreaterThanOrEqualTo(day - SECOND);
    }

    /// In no window of one second more than the rate and the burst; and with work enough nearly all
    /// of the rate.
    @Test
    default void keepsTheRateInEveryWindowAndUsesIt() {
        var seed = ThreadLocalRandom.current().nextLong();
        System.out.println("keepsTheRateInEveryWindowAndUsesIt: seed " + seed);
        var random = new Random(seed);
        for (var start : starts()) {
            for (var rate : List.of(1.0, 3.0, 9.95, 10.0, 33.3, 200.0, 1_000.0, 30_000.0)) {
                var seconds = 2 + (int) Math.ceil(100 / rate);
                var throttle = throttle();

                var given = drain(throttle, limits("a", rate), start, start + seconds * SECOND);

                assertKept(given, rate, seed);
                assertThat(given.size())
                        .as("rate %f from %d", rate, start)
                        .isGreaterThanOrEqualTo((int) (0.99 * rate * seconds));
            }
            var rate = Math.exp(random.nextDouble() * 8);
            var given = bursts(throttle(), limits("b", rate), start, random);
            assertKept(given, rate, seed);
        }
    }

    /// The clock of one thread may be a little behind that of another.
    @Test
    default void keepsTheRateWhoeverAsks() throws Exception {
        var throttle = throttle();
        var limits = limits("shared", 100);
        var clock = new AtomicLong(-SECOND);
        var given =
                Samples.together(
                                8,
                                () -> {
                                    var mine = new ArrayList<Long>();
                                    for (int i = 0; i < 2_000; i++) {
                                        var now = clock.addAndGet(200_000);
                                        if (throttle.take(limits, now) == 0) mine.add(now);
                                    }
                                    return mine;
                                })
                        .stream()
                        .flatMap(List::stream)
                        .sorted()
                        .toList();

        assertKept(given, 100, 0);
        assertThat(given.size()).isBetween(300, 331);
    }

    private static long[] starts() {
        return new long[] {
            0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 3 * SECOND, -2 * SECOND
        };
    }

    private static List<Limit> limits(String name, double perSecond) {
        return List.of(new Limit(name, Rate.perSecond(perSecond)));
    }

    /// Takes as soon as it is worth asking, until `end`.
    ///
    /// @return when permits were given
    private static List<Long> drain(Throttle throttle, List<Limit> limits, long start, long end) {
        var given = new ArrayList<Long>();
        var now = start;
        while (now - end < 0) {
            var wait = throttle.take(limits, now);
            if (wait == 0) given.add(now);
            now += wait;
        }
        return given;
    }

    /// Asks now and then for many at once.
    private static List<Long> bursts(
            Throttle throttle, List<Limit> limits, long start, Random random) {
        var given = new ArrayList<Long>();
        var now = start;
        for (int i = 0; i < 200; i++) {
            now += random.nextLong(SECOND / 2);
            while (throttle.take(limits, now) == 0) given.add(now);
        }
        return given;
    }

    private static void assertKept(List<Long> given, double rate, long seed) {
        var most = rate + Math.max(1, rate * 0.1);
        var window = new ArrayDeque<Long>();
        for (var at : given) {
            window.addLast(at);
            while (at - window.getFirst() >= SECOND) window.removeFirst();
            assertThat(window.size())
                    .as("rate %f, seed %d", rate, seed)
                    .isLessThanOrEqualTo((int) most);
        }
    }
}

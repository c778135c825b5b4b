package postrider.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CompactHashesTest {
    private final CompactHashes hashes = new CompactHashes();

    @Test
    void holdsNothingAtFirst() {
        assertThat(hashes.isEmpty()).isTrue();
        assertThat(hashes.contains(0)).isFalse();
        hashes.remove(0);
        hashes.addAll(new long[0]);
        assertThat(hashes.size()).isZero();
    }

    @Test
    void holdsWhatIsAtTheEnds() {
        var ends = new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE};

        hashes.addAll(ends);

        for (var end : ends) assertThat(hashes.contains(end)).isTrue();
        assertThat(hashes.contains(2)).isFalse();
        assertThat(hashes.size()).isEqualTo(5);
    }

    @Test
    void isLikeASet() {
        var seed = ThreadLocalRandom.current().nextLong();
        System.out.println("CompactHashesTest: seed " + seed);
        var random = new Random(seed);
        Set<Long> expected = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            var some = random.longs(random.nextInt(1_000)).toArray();
            // Some are there already, some stand twice.
            for (int i = 1; i < some.length; i += 7) some[i] = some[i - 1];
            hashes.addAll(some);
            for (var hash : some) expected.add(hash);
            for (int i = 0; i < some.length; i += 3) {
                hashes.remove(some[i]);
                expected.remove(some[i]);
            }
            hashes.addAll(expected.stream().limit(100).mapToLong(Long::longValue).toArray());
        }

        assertThat(hashes.size()).as("seed %d", seed).isEqualTo(expected.size());
        assertThat(expected).as("seed %d", seed).allMatch(hashes::contains);
        assertThat(random.longs(10_000)).as("seed %d", seed).noneMatch(hashes::contains);
    }

    @Test
    void neverMissesWhatIsThereWhileItGrows() throws Exception {
        var there = new Random(1).longs(2_000).toArray();
        hashes.addAll(there);
        var done = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(1)) {
            var reader =
                    threads.submit(() -> {
                        var missed = 0;
                        do {
                            for (var hash : there) if (!hashes.contains(hash)) missed++;
                        } while (!done.get());
                        return missed;
                    });
            var random = new Random(2);
            for (int i = 0; i < 200; i++) hashes.addAll(random.longs(1_000).toArray());
            done.set(true);

            assertThat(reader.get()).isZero();
        }
    }
}

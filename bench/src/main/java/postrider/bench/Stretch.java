package postrider.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import postrider.testkit.sim.Ledger;

/// A part of what the receiver saw, summed up.
///
/// @param accepted mails taken
/// @param bytes of those, without the final dots
/// @param firstMicros when the first MAIL came, in microseconds since 1970; 0 if none did
/// @param lastMicros when the last final dot came
record Stretch(long accepted, long bytes, long firstMicros, long lastMicros) {
    /// Entries from number `from` on.
    static Stretch of(Ledger ledger, long from) {
        var sum = new long[4];
        ledger.entries()
                .skip(from)
                .filter(entry -> entry.verdict().isAccepted())
                .forEach(entry -> {
                    sum[0]++;
                    sum[1] += entry.bytes();
                    if (sum[2] == 0) sum[2] = entry.mailMicros();
                    sum[2] = Math.min(sum[2], entry.mailMicros());
                    sum[3] = Math.max(sum[3], entry.dotMicros());
                });
        return new Stretch(sum[0], sum[1], sum[2], sum[3]);
    }

    static Stretch parse(String line) {
        var numbers = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new Stretch(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    String line() {
        return LongStream.of(accepted, bytes, firstMicros, lastMicros)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    int meanBytes() {
        return Math.toIntExact(bytes / Math.max(1, accepted));
    }

    double secondsFrom(long startMicros) {
        return (lastMicros - startMicros) / 1e6;
    }
}

package postrider.bench.micro;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import postrider.audience.Recipient;
import postrider.audience.Rows;
import postrider.audience.RowsBuilder;
import postrider.bench.Samples;

/// The 1,000 recipients of one shard, as rows and as bytes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Recipients {
    private static final int ROWS = 1_000;
    private static final List<String> FIELDS = List.of("first_name", "city", "plan");
    private static final int[] PLACES = {0, 1, 2};

    private final byte[] encoded = fromPeople();
    private final Rows rows = Rows.decode(encoded);

    private static byte[] fromPeople() {
        var builder = new RowsBuilder(FIELDS);
        for (var person : Samples.people(ROWS)) {
            var at = person.email().indexOf('@');
            builder.add(
                    person.email().substring(0, at),
                    person.email().substring(at + 1),
                    Map.of(
                            "first_name", person.firstName(),
                            "city", person.city(),
                            "plan", person.plan()));
        }
        return builder.encode();
    }

    /// Rows of a list become rows of a shard, as at expansion.
    @Benchmark
    public byte[] buildAndEncode() {
        var builder = new RowsBuilder(FIELDS);
        for (int i = 0; i < ROWS; i++) builder.add(rows.local(i), rows.domain(i), rows, i, PLACES);
        return builder.encode();
    }

    /// As when a shard is leased.
    @Benchmark
    public Rows decode() {
        return Rows.decode(encoded);
    }

    /// One recipient with its values, as a sender asks for it.
    @Benchmark
    public Recipient recipient() {
        return rows.recipient(ROWS / 2);
    }
}

package postrider.bench.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import postrider.campaign.Rate;
import postrider.delivery.GcraThrottle;
import postrider.delivery.Throttle;

/// Permits of a campaign, its share of a provider, and a route, in one call.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Permits {
    /// So many that one is always there.
    private static final Rate PLENTY = Rate.perSecond(1e9);

    private static final Rate SCARCE = Rate.perSecond(1);
    private static final List<String> NAMES = List.of("cmp_1", "cmp_1 to google", "route 1");

    private final Throttle throttle = new GcraThrottle();
    private final List<Throttle.Limit> plenty = limits(PLENTY, "plenty ");
    private final List<Throttle.Limit> scarce = limits(SCARCE, "scarce ");

    private static List<Throttle.Limit> limits(Rate rate, String prefix) {
        return NAMES.stream().map(name -> new Throttle.Limit(prefix + name, rate)).toList();
    }

    /// They are there.
    @Benchmark
    public long taken() {
        return throttle.take(plenty, System.nanoTime());
    }

    /// They are not there yet.
    @Benchmark
    public long awaited() {
        return throttle.take(scarce, System.nanoTime());
    }
}

package postrider.bench;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import postrider.bench.micro.Compose;

/// Single steps, measured by JMH.
@Command(name = "jmh", description = "Measure single steps with JMH.")
final class JmhCommand implements Callable<Integer> {
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 5;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "Of the benchmarks' names (default: all).")
    private String pattern = "";

    @Override
    public Integer call() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(Compose.class.getPackageName() + ".*" + pattern)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ROUNDS)
                        .measurementTime(TimeValue.seconds(1))
                        .forks(1)
                        .jvmArgsAppend(
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Xmx1g")
                        .build();
        var figures = new Figures("jmh");
        for (var result : new Runner(options).run()) {
            var name = result.getParams().getBenchmark().replaceFirst(".*micro\\.", "");
            figures.add(name, result.getPrimaryResult().getScore(), "us");
        }
        return figures.print(System.out);
    }
}

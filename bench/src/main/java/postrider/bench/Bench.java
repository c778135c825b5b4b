package postrider.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Where the benchmarks start.
@Command(
        name = "bench/run",
        description = "Measures Postrider. Each benchmark ends with a line of JSON.",
        subcommands = {
            CommandLine.HelpCommand.class,
            SpeedCommand.class,
            ScaleCommand.class,
            StorageCommand.class,
            AccountingCommand.class,
            KillCommand.class,
            ThrottleCommand.class,
            FairnessCommand.class,
            DeadEndsCommand.class,
            UrgencyCommand.class,
            FailoverCommand.class,
            PauseCommand.class,
            SuppressionsCommand.class,
            JmhCommand.class,
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  every figure that has a goal reaches it",
            "  1  one falls short, or the benchmark failed",
            "  2  the command line is wrong"
        })
final class Bench {
    private static final int WIDTH = 100;

    private Bench() {}

    public static void main(String[] arguments) {
        var line = line();
        if (arguments.length == 0) {
            line.usage(System.out);
            return;
        }
        System.exit(line.execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new Bench())
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}

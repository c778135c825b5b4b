package postrider.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import postrider.message.StoreUnavailable;
import postrider.seal.KeyVault;
import postrider.server.Engines;

/// All commands, put together, and what becomes of their errors.
public final class Commands {
    private static final int WIDTH = 100;

    private final Terminal terminal;
    private final Engines engines;

    public Commands(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Command(
            name = "postrider",
            description = "Delivers campaigns by e-mail and says what became of every message.",
            subcommands = CommandLine.HelpCommand.class,
            footerHeading = "%nExit codes:%n",
            footer = {
                "  0  done as asked",
                "  1  tried and failed: out of reach, or the report does not add up",
                "  2  not tried: mend the command line, the configuration or a file first",
                "  3  stopped before the end; the same command again goes on",
                "",
                "Begin with: postrider demo"
            })
    private static final class Top {}

    /// The commands with their options, for running and for checking documents.
    public CommandLine line() {
        var line = new CommandLine(new Top());
        line.addSubcommand("demo", new DemoCommand(terminal, engines));
        line.addSubcommand("serve", new ServeCommand(terminal, engines));
        line.addSubcommand("send", new SendCommand(terminal, engines));
        line.addSubcommand("check-config", new CheckConfigCommand(terminal));
        line.addSubcommand("sink", new SinkCommand(terminal));
        line.addSubcommand("simulate", new SimulateCommand(terminal, System::nanoTime));
        line.addSubcommand("classify", new ClassifyCommand(terminal));
        line.addSubcommand("status", new StatusCommand(terminal));
        line.addSubcommand("explain", new ExplainCommand(terminal));
        line.addSubcommand("messages", new MessagesCommand(terminal));
        for (var verb : MoveCommand.VERBS.entrySet())
            line.addSubcommand(verb.getKey(), MoveCommand.line(verb.getKey(), terminal));
        line.addSubcommand("version", new VersionCommand(terminal));
        help(line);
        for (var sub : line.getSubcommands().values()) help(sub);
        line.setUsageHelpWidth(WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(terminal.out()).setErr(terminal.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi()));
        line.setExecutionExceptionHandler((e, _, _) -> explain(e));
        line.setParameterExceptionHandler((e, _) -> explain(e));
        return line;
    }

    private static void help(CommandLine line) {
        if (line.getCommand() instanceof CommandLine.HelpCommand) return;
        line.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help and exit.")
                                .build());
    }

    private Ansi ansi() {
        return switch (terminal.screen()) {
            case LIVE -> Ansi.ON;
            case LIVE_PLAIN, NONE -> Ansi.OFF;
        };
    }

    /// Runs one command to its end.
    ///
    /// @return its exit code, see [Exit]
    public int run(String... args) {
        var line = line();
        if (args.length > 0) return line.execute(args);
        line.usage(terminal.out());
        return Exit.DONE;
    }

    /// What was to be expected gets a sentence; a bug of ours gets its stack trace.
    private int explain(Exception e) {
        return switch (e) {
            case CannotDo cannot -> said(cannot.exit(), cannot.getMessage());
            case Engines.CannotStart cannot -> said(Exit.FAILED, cannot.getMessage());
            case KeyVault.KeyMissing missing -> said(Exit.FAILED, missing.getMessage());
            case StoreUnavailable gone ->
                    said(Exit.FAILED, "the store cannot be reached: " + gone.getMessage());
            case InterruptedException _ -> said(Exit.INTERRUPTED, "stopped before the end");
            default -> {
                terminal.err()
                        .println("postrider: this is a bug, please report it with these lines:");
                e.printStackTrace(terminal.err());
                yield Exit.FAILED;
            }
        };
    }

    private int explain(ParameterException e) {
        said(Exit.REFUSED, e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, terminal.err()))
            terminal.err()
                    .println(
                            "Try: "
                                    + e.getCommandLine().getCommandSpec().qualifiedName()
                                    + " --help");
        return Exit.REFUSED;
    }

    private int said(int exit, @Nullable String what) {
        terminal.err().println("postrider: " + what);
        return exit;
    }
}

package postrider.server.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Tells the version.
@Command(
        name = "version",
        description = "Show the version of Postrider and of the Java that runs it.")
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println("Postrider " + version() + " on Java " + Runtime.version());
        return Exit.DONE;
    }

    /// Stands in the jar's manifest; classes that were not packed have none.
    static String version() {
        return Objects.requireNonNullElse(
                VersionCommand.class.getPackage().getImplementationVersion(), "(not packed)");
    }
}

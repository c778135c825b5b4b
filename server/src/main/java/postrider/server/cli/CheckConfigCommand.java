package postrider.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import postrider.server.Engines;
import postrider.server.ProviderFacts;
import postrider.server.config.Config;

/// Tells the values in force, or all mistakes.
@Command(
        name = "check-config",
        description = "Show every value in force and where it comes from, or all mistakes at once.",
        footerHeading = "%nExamples:%n",
        footer = {"  postrider check-config --config postrider.yaml"})
final class CheckConfigCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final Options options = new Options();

    CheckConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var inForce = options.read(terminal, Map.of());
        checkFiles(inForce.config());
        inForce.settings().lines().forEach(terminal.out()::println);
        return Exit.DONE;
    }

    private static void checkFiles(Config config) {
        try {
            ProviderFacts.of(config);
        } catch (Engines.CannotStart e) {
            throw CannotDo.refused(String.valueOf(e.getMessage()));
        }
    }
}

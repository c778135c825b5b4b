package postrider.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import postrider.server.config.Config;
import postrider.server.config.ConfigReader;
import postrider.server.config.Mistake;
import postrider.server.config.Settings;

/// Options of commands that run with a configuration.
final class Options {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration, YAML; docs/configuration.md lists its keys.")
    private List<Path> config = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept, instead of the key \"data\".")
    private String data = "";

    /// What is in force: the configuration and where each value comes from.
    record InForce(Config config, Settings settings) {}

    /// @param more settings that the command sets itself, by key
    /// @throws CannotDo naming every mistake
    InForce read(Terminal terminal, Map<String, String> more) {
        var options = new LinkedHashMap<>(more);
        if (!data.isEmpty()) options.put("data", data);
        return read(config, terminal.environment(), options);
    }

    /// @throws CannotDo naming every mistake
    static InForce read(
            List<Path> file, Map<String, String> environment, Map<String, String> options) {
        return switch (ConfigReader.read(file, environment, options)) {
            case ConfigReader.Read.Good(var good, var settings) -> new InForce(good, settings);
            case ConfigReader.Read.Bad(var mistakes) -> throw refused(mistakes);
        };
    }

    private static CannotDo refused(List<Mistake> mistakes) {
        var heading =
                mistakes.size() == 1
                        ? "the configuration has a mistake:"
                        : "the configuration has " + mistakes.size() + " mistakes:";
        return CannotDo.refused(
                mistakes.stream()
                        .map(mistake -> "  " + mistake)
                        .collect(Collectors.joining("\n", heading + "\n", "")));
    }
}

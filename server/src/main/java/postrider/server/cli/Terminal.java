package postrider.server.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Where a command writes and what it may know of its surroundings.
///
/// @param out for results
/// @param err for progress and for what went wrong
/// @param environment the process's variables
/// @param screen whether somebody watches
public record Terminal(
        PrintWriter out, PrintWriter err, Map<String, String> environment, Screen screen) {
    /// Narrower, nothing can be shown; wider, eyes lose the line.
    private static final int WIDTH_MIN = 40;

    private static final int WIDTH_MAX = 100;

    /// What stands at the other end.
    public enum Screen {
        /// Lines can be written over and coloured.
        LIVE,
        /// Lines can be written over; nobody wants colours (`NO_COLOR`).
        LIVE_PLAIN,
        /// A file or a pipe.
        NONE
    }

    /// This process's own.
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                screen(System.getenv()));
    }

    private static Screen screen(Map<String, String> environment) {
        var isWatched =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        if (!isWatched) return Screen.NONE;
        if (environment.getOrDefault("TERM", "").equals("dumb")) return Screen.NONE;
        // https://no-color.org: present and not empty.
        return environment.getOrDefault("NO_COLOR", "").isEmpty() ? Screen.LIVE : Screen.LIVE_PLAIN;
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /// Columns to use; the launcher sets `COLUMNS`.
    public int width() {
        var columns = variable("COLUMNS").filter(c -> c.matches("[0-9]{1,4}"));
        var width = columns.map(Integer::parseInt).orElse(WIDTH_MAX);
        return Math.clamp(width, WIDTH_MIN, WIDTH_MAX);
    }
}

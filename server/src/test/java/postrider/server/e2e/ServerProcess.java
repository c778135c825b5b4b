package postrider.server.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import postrider.server.Main;

/// `postrider serve` as a process of its own, which can be killed and started again over its data.
final class ServerProcess implements AutoCloseable {
    private static final String LISTENS = "Postrider listens at ";
    private static final int STOP_SECONDS = 60;

    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private String url = "";

    ServerProcess(Path folder) {
        this.folder = folder;
    }

    /// Returns when it answers calls.
    void start() throws IOException {
        var config = folder.resolve("postrider.yaml");
        Files.writeString(
                config,
                """
                data: %s
                http.port: 0
                routes.allow-private: true
                smtp.helo-name: localhost
                queue.slot-seconds: 1
                """
                        .formatted(folder.resolve("data")));
        var builder = new ProcessBuilder(command(config));
        builder.environment().put("POSTRIDER_API_KEY", Client.KEY);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        var process = builder.start();
        started.add(process);
        var out = process.inputReader(StandardCharsets.UTF_8);
        url = listening(out);
    }

    private List<String> command(Path config) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--config",
                config.toString());
    }

    private String listening(BufferedReader out) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine())
            if (line.startsWith(LISTENS)) return line.substring(LISTENS.length());
        throw new AssertionError(
                "the server did not start: " + Files.readString(folder.resolve("log")));
    }

    Client client() {
        return new Client(url);
    }

    /// Ends the process at once (SIGKILL).
    void kill() throws InterruptedException {
        started.getLast().destroyForcibly().waitFor();
    }

    /// Ends the process in good order (SIGTERM).
    void stop() throws InterruptedException {
        started.getLast().destroy();
        if (!started.getLast().waitFor(STOP_SECONDS, TimeUnit.SECONDS))
            throw new AssertionError("the server did not stop within " + STOP_SECONDS + " s");
    }

    /// Leaves none behind, whatever became of the test.
    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}

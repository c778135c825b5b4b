package postrider.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another Java process with this one's classes, asked line by line on its standard input. It ends
/// when its input does, so it never outlives this process. Used by one thread.
final class Child implements AutoCloseable {
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final BufferedWriter asks;
    private final BufferedReader answers;

    private Child(Process process) {
        this.process = process;
        asks = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /// @param options for java, such as `-Xmx1g`; those of Postrider are there already
    static Child start(Class<?> main, List<String> options, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Child(builder.start());
    }

    /// Asks, and waits for the answer; each is one line.
    ///
    /// @throws IllegalStateException if the process has ended instead
    String ask(String line) {
        try {
            asks.write(line);
            asks.newLine();
            asks.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException("the process " + process.pid() + " takes no more", e);
        }
    }

    /// Waits for a line that the process writes by itself.
    String answer() {
        try {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(Requests.MARK)) return line.substring(Requests.MARK.length());
                System.err.println(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(
                "the process "
                        + process.pid()
                        + " has ended; what it wrote to standard error says why");
    }

    /// Of all its threads since its start, as the system counts: in steps of 10 ms.
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Ends it at once, as `kill -9` does, and waits until it is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        try {
            asks.close();
        } catch (IOException _) {
            // It has ended already, so there is nothing to tell it.
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

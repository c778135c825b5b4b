package postrider.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What all benchmarks need: a folder for their data, and an end.
final class Workplace {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where data folders are made, and taken away again (default: the system's).")
    private @Nullable Path parent = null;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Give up after so many (default: 60).")
    private int minutes = 60;

    /// One step of a benchmark, in a new folder.
    interface Step<T> {
        T in(Path folder) throws IOException, InterruptedException;
    }

    /// Runs a step in a new folder, which is deleted afterwards.
    <T> T work(Step<T> step) throws IOException, InterruptedException {
        var folder =
                parent == null
                        ? Files.createTempDirectory("postrider-bench-")
                        : Files.createTempDirectory(Files.createDirectories(parent), "bench-");
        try {
            return step.in(folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workplace::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the process, and with it its children, when the time is over.
    void bound() {
        Thread.ofPlatform()
                .daemon()
                .name("bound")
                .start(() -> {
                    try {
                        TimeUnit.MINUTES.sleep(minutes);
                    } catch (InterruptedException _) {
                        return;
                    }
                    System.err.println("Not done within " + minutes + " minutes: given up.");
                    Runtime.getRuntime().halt(1);
                });
    }
}

package postrider.mail;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the shared test material, which is no part of the repository.
public final class Corpora {
    private Corpora() {}

    /// Skips the test where it is absent.
    public static Path folder(String name) {
        var found = find(name);
        assumeTrue(
                found.isPresent(), "shared/corpora is absent: looked for shared/corpora/" + name);
        return found.orElseThrow();
    }

    public static Optional<Path> find(String name) {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var folder = at.resolve("shared/corpora").resolve(name);
            if (Files.isDirectory(folder)) return Optional.of(folder);
        }
        return Optional.empty();
    }
}

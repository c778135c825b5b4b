package postrider.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Finds the test material that lies beside the repository.
public final class Corpora {
    private Corpora() {}

    /// A file of it; skips the test where it is absent.
    public static Path file(String name) {
        var found =
                Stream.iterate(
                                Path.of("").toAbsolutePath(),
                                folder -> folder != null,
                                Path::getParent)
                        .map(folder -> folder.resolve("shared/corpora").resolve(name))
                        .filter(Files::exists)
                        .findFirst();
        assumeTrue(found.isPresent(), "shared/corpora is absent: there is no " + name);
        return found.orElseThrow();
    }
}

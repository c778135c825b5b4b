package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a port's words promise, `Every implementation passes ...`, is there.
class EveryPortHasAContractTest {
    private static final Pattern PROMISE =
            Pattern.compile("Every implementation passes `(\\w+Contract)`");

    /// Modules are tested in their own folders, side by side in the root.
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void hasEveryContractThatAPortNames() throws IOException {
        var promised = new TreeSet<String>();
        for (var source : sources(ROOT.resolve("core/src/main/java"))) {
            var match = PROMISE.matcher(Files.readString(source));
            while (match.find()) promised.add(match.group(1));
        }
        var written = new TreeSet<String>();
        for (var source : sources(ROOT.resolve("testkit/src/main/java"))) {
            var name = source.getFileName().toString().replace(".java", "");
            if (name.endsWith("Contract")) written.add(name);
        }

        assertThat(promised).isNotEmpty().isSubsetOf(written);
        assertThat(written).isSubsetOf(promised);
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}

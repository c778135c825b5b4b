package postrider.server.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of commands that ask a server.
final class ServerOptions {
    static final String KEY_HINT =
            ". Name the file that holds your key with --api-key-file, or set POSTRIDER_API_KEY";

    private static final String SERVER = "http://127.0.0.1:8080";

    /// Where `serve` writes the first key, if it runs in this folder.
    private static final Path KEY_OF_SERVE = Path.of("postrider-data.api-key");

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server (default: POSTRIDER_SERVER, else " + SERVER + ").")
    private @Nullable URI server = null;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description =
                    "Its first line is the API key (default: POSTRIDER_API_KEY, else the file"
                            + " postrider-data.api-key, which serve has written).")
    private @Nullable Path keyFile = null;

    @Option(names = "--json", description = "Write the server's answer as JSON.")
    private boolean json = false;

    boolean isJson() {
        return json;
    }

    ApiClient client(Terminal terminal) {
        var text =
                server != null
                        ? server.toString()
                        : terminal.variable("POSTRIDER_SERVER").orElse(SERVER);
        var url = URI.create(text.endsWith("/") ? text : text + "/");
        if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http"))
            throw CannotDo.refused("--server is like " + SERVER + ", and is " + text);
        return new ApiClient(url, key(terminal));
    }

    private String key(Terminal terminal) {
        if (keyFile != null) return firstLine(keyFile);
        return terminal.variable("POSTRIDER_API_KEY")
                .orElseGet(() -> Files.isReadable(KEY_OF_SERVE) ? firstLine(KEY_OF_SERVE) : "");
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException e) {
            throw CannotDo.refused("cannot read the API key from " + file + ": " + e.getMessage());
        }
    }
}

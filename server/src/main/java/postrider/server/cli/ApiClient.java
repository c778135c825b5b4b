package postrider.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Calls a server's API. Every answer that is no success ends the command with the server's own words.
final class ApiClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// A status of a campaign of a million is a second's work on a slow disk.
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /// Of ten million lines, on a slow line.
    private static final Duration WHOLE_FILE = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /// @param key empty to call without
    ApiClient(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    JsonNode get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path) throws InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    JsonNode post(String path, JsonNode body) throws InterruptedException {
        var bytes = HttpRequest.BodyPublishers.ofString(body.toString());
        return send(request(path).header("Content-Type", "application/json").POST(bytes));
    }

    JsonNode delete(String path) throws InterruptedException {
        return send(request(path).DELETE());
    }

    /// Sends a file, whose name tells what it is: `.json` or CSV, `.gz` or not.
    JsonNode upload(String path, Path file) throws InterruptedException {
        var name = file.toString().toLowerCase(Locale.ROOT);
        var isGzip = name.endsWith(".gz");
        var isJson = name.replaceFirst("\\.gz$", "").matches(".*\\.(json|ndjson|jsonl)");
        try {
            var request =
                    request(path)
                            .timeout(WHOLE_FILE)
                            .header("Content-Type", isJson ? "application/json" : "text/csv")
                            .POST(HttpRequest.BodyPublishers.ofFile(file));
            return send(isGzip ? request.header("Content-Encoding", "gzip") : request);
        } catch (FileNotFoundException _) {
            throw CannotDo.refused("there is no file " + file);
        }
    }

    /// Writes what is answered to a file.
    void download(String path, Path to) throws InterruptedException {
        try (var out = Files.newBufferedWriter(to)) {
            download(path, new PrintWriter(out));
        } catch (IOException e) {
            throw CannotDo.failed("cannot write " + to + ": " + e.getMessage());
        }
    }

    /// Writes what is answered.
    void download(String path, PrintWriter out) throws InterruptedException {
        var request = request(path).timeout(WHOLE_FILE).GET().build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var in = new InputStreamReader(answer.body(), StandardCharsets.UTF_8)) {
                if (answer.statusCode() / 100 == 2) in.transferTo(out);
                else throw refused(answer.statusCode(), parse(in).path("detail").asText(""));
            }
            out.flush();
        } catch (IOException e) {
            throw CannotDo.failed(
                    "what %s answered broke off (%s): what was written is not all"
                            .formatted(server, reason(e)));
        }
    }

    private static JsonNode parse(Reader in) throws IOException {
        var text = new StringWriter();
        in.transferTo(text);
        return parse(text.toString());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER);
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var body = parse(answer.body());
            if (answer.statusCode() / 100 == 2) return body;
            throw refused(answer.statusCode(), body.path("detail").asText(""));
        } catch (JsonProcessingException _) {
            throw CannotDo.failed(
                    server + " does not answer like a Postrider server: is the address right?");
        } catch (IOException e) {
            throw CannotDo.failed(
                    "cannot reach %s (%s): is `postrider serve` running there? Else name it with --server"
                            .formatted(server, reason(e)));
        }
    }

    private static JsonNode parse(String body) throws JsonProcessingException {
        return JSON.readTree(body.isEmpty() ? "{}" : body);
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? "connection refused" : message;
    }

    private CannotDo refused(int status, String detail) {
        var words = detail.isEmpty() ? "the server answered " + status : detail;
        return switch (status / 100) {
            case 4 -> CannotDo.refused(status == 401 ? words + ServerOptions.KEY_HINT : words);
            default -> CannotDo.failed(words);
        };
    }
}

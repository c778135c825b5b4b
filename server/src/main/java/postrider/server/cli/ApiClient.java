package postrider.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Calls a server's API. Every answer that is no success ends the command with the server's own words.
final class ApiClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// A status of a campaign of a million is a second's work on a slow disk.
    private static final Duration ANSWER = Duration.ofSeconds(60);

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

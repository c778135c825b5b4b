package postrider.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import postrider.campaign.CampaignId;

/// Calls a server's API. An answer that is no success ends the test.
record Client(String url, String key) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofSeconds(60);

    JsonNode post(String path, String json) {
        return call("POST", path, "application/json", json);
    }

    JsonNode put(String path, String json) {
        return call("PUT", path, "application/json", json);
    }

    JsonNode upload(String path, String csv) {
        return call("PUT", path, "text/csv", csv);
    }

    JsonNode status(CampaignId campaign) {
        return call("GET", "/v1/campaigns/%s/status".formatted(campaign), "application/json", "");
    }

    private JsonNode call(String method, String path, String type, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(BOUND)
                        .header("Authorization", "Bearer " + key)
                        .method(
                                method,
                                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.header("Content-Type", type);
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300)
                throw new AssertionError("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}

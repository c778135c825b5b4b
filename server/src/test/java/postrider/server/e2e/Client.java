package postrider.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import postrider.campaign.CampaignId;

/// Calls a server's API. An answer that is no success ends the test.
record Client(String url) {
    static final String KEY = "a-key-for-these-tests-alone";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofSeconds(60);

    /// Adds a route, a template, a list and a campaign, and schedules it.
    CampaignId launch(int port, int connections, Stream<String> addresses, int perSecond) {
        put(
                "/v1/routes/" + Marketer.ROUTE,
                """
                {"target":"mx://127.0.0.1:%d?tls=none","connections":%d}\
                """
                        .formatted(port, connections));
        var template =
                post(
                        "/v1/templates",
                        """
                        {"name":"sale","html":"<p>Dear {{ first_name | default('customer') }}, our summer sale.</p>"}\
                        """);
        var list =
                post(
                        "/v1/lists",
                        """
                        {"name":"customers"}\
                        """);
        var csv = new StringBuilder("email,first_name\n");
        addresses.forEach(address -> csv.append(address).append(",Ada\n"));
        upload("/v1/lists/%s/contacts".formatted(list.path("id").asText()), csv.toString());
        var campaign =
                post(
                        "/v1/campaigns",
                        """
                        {"from":"news@shop.example","subject":"Our summer sale","template_id":"%s",
                         "recipient_list_id":"%s","throttle":{"global_rps":%d}}\
                        """
                                .formatted(
                                        template.path("id").asText(),
                                        list.path("id").asText(),
                                        perSecond));
        var id = campaign.path("id").asText();
        post("/v1/campaigns/%s/schedule".formatted(id), "");
        return new CampaignId(Long.parseLong(id.substring("cmp_".length())));
    }

    boolean isCompleted(CampaignId campaign) {
        return status(campaign).path("state").asText().equals("COMPLETED");
    }

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

    JsonNode get(String path) {
        return call("GET", path, "application/json", "");
    }

    /// One value of `/metrics`, by its name and labels.
    long metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    /// What a mail program does with a link to unsubscribe, without a key; tells the status.
    int click(String token) {
        return click("POST", token, "List-Unsubscribe=One-Click").statusCode();
    }

    HttpResponse<String> click(String method, String token, String form) {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/u/" + token))
                        .timeout(BOUND)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(
                                method,
                                form.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(form));
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    String metrics() {
        return body("GET", "/metrics", "text/plain", "");
    }

    private JsonNode call(String method, String path, String type, String body) {
        var answer = body(method, path, type, body);
        try {
            return answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String body(String method, String path, String type, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(BOUND)
                        .header("Authorization", "Bearer " + KEY)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.header("Content-Type", type);
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300)
                throw new AssertionError(
                        "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}

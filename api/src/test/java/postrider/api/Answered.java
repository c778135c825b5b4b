package postrider.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;

/// What was answered.
record Answered(int status, JsonNode json, HttpResponse<String> http) {
    String code() {
        return json.path("code").asText();
    }

    String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }

    /// The pointers and codes of all errors.
    List<String> errors() {
        return json.path("errors")
                .valueStream()
                .map(e -> e.path("pointer").asText() + " " + e.path("code").asText())
                .toList();
    }
}

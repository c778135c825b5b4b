package postrider.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import postrider.api.json.Json;

/// What a call answers.
///
/// @param body its bytes, none for no body
/// @param stream writes the body where that is too large to be held; then `body` is empty
/// @param remembered what a repeat of the call under the same `Idempotency-Key` is told; the body,
///     unless that holds a secret
public record Response(
        int status,
        String contentType,
        byte[] body,
        Optional<Stream> stream,
        Map<String, String> headers,
        byte[] remembered) {
    private static final String JSON = "application/json";

    /// A body that is written bit by bit.
    public interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    public Response {
        headers = Map.copyOf(headers);
    }

    Response(
            int status,
            String contentType,
            byte[] body,
            Map<String, String> headers,
            byte[] remembered) {
        this(status, contentType, body, Optional.empty(), headers, remembered);
    }

    /// @param stream is called once, after the headers
    public static Response streamed(String contentType, Stream stream) {
        var none = new byte[0];
        return new Response(200, contentType, none, Optional.of(stream), Map.of(), none);
    }

    public static Response ok(JsonNode body) {
        return json(200, body);
    }

    /// @param location where the new thing is
    public static Response created(JsonNode body, String location) {
        return json(201, body).with("Location", location);
    }

    public static Response none() {
        return new Response(204, "", new byte[0], Map.of(), new byte[0]);
    }

    public static Response text(String contentType, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Response(200, contentType, bytes, Map.of(), bytes);
    }

    /// Leads to another address (RFC 9110 15.4.3).
    ///
    /// @param location in printable ASCII
    public static Response found(String location) {
        return new Response(302, "", new byte[0], Map.of(), new byte[0]).with("Location", location);
    }

    public static Response image(String contentType, byte[] image) {
        return new Response(200, contentType, image, Map.of(), image);
    }

    /// A page for people.
    public static Response page(int status, String html) {
        var bytes = html.getBytes(StandardCharsets.UTF_8);
        return new Response(status, "text/html; charset=utf-8", bytes, Map.of(), bytes);
    }

    static Response json(int status, JsonNode body) {
        var bytes = Json.bytes(body);
        return new Response(status, JSON, bytes, Map.of(), bytes);
    }

    public Response with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, body, stream, more, remembered);
    }

    /// With a strong entity tag (RFC 9110 8.8.3).
    public Response tagged(int version) {
        return with("ETag", EntityTags.of(version));
    }

    /// The same, but a repeat is told this.
    public Response repeatedAs(JsonNode other) {
        return new Response(status, contentType, body, stream, headers, Json.bytes(other));
    }
}

package postrider.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postrider.api.json.Fields;
import postrider.api.json.Json;
import postrider.campaign.Problem;
import postrider.campaign.ProjectId;
import postrider.desk.ApiKey;

/// A request with a valid key. Used by one thread.
public final class Call {
    private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Context http;
    private final ApiKey key;
    private final ApiLimits limits;
    private byte @Nullable [] body;

    Call(Context http, ApiKey key, ApiLimits limits) {
        this.http = http;
        this.key = key;
        this.limits = limits;
    }

    public ApiKey key() {
        return key;
    }

    public ProjectId project() {
        return key.project();
    }

    /// A part of the path: `{id}`.
    public String path(String name) {
        return http.pathParam(name);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(http.header(name));
    }

    public Query query() {
        return new Query(parameters());
    }

    private Map<String, List<String>> parameters() {
        var written = http.queryString();
        if (written != null && LONE_PERCENT.matcher(written).find()) {
            throw new Refusal(
                    400,
                    "invalid_query",
                    "a % in the query is followed by two hex digits: write %25 for a % itself");
        }
        try {
            return http.queryParamMap();
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            // The framework decodes it by the charset of Content-Type, whatever that is.
            throw new Refusal(
                    415,
                    "unsupported_media_type",
                    "the charset of Content-Type is not known here: leave it out, or say charset=utf-8");
        }
    }

    /// This request's path and parameters, with another value for one of them.
    String pathWith(String name, String value) {
        var path = new StringBuilder(http.path()).append('?');
        parameters()
                .forEach((other, values) -> {
                    if (other.equals(name)) return;
                    values.forEach(v ->
                            path.append(encoded(other)).append('=').append(encoded(v)).append('&'));
                });
        return path.append(name).append('=').append(encoded(value)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The body's bytes, read once.
    ///
    /// @throws Refusal if there are more than a body may have
    byte[] body() throws IOException {
        var known = body;
        if (known != null) return known;
        if (http.req().getContentLengthLong() > limits.bodyBytesMax()) throw tooLarge();
        var read = http.req().getInputStream().readNBytes(limits.bodyBytesMax() + 1);
        if (read.length > limits.bodyBytesMax()) throw tooLarge();
        body = read;
        return read;
    }

    private Refusal tooLarge() {
        return new Refusal(
                413, "too_large", "a JSON body is at most " + limits.bodyBytesMax() + " bytes");
    }

    /// The body, a JSON object.
    ///
    /// @throws Refusal if it is none
    public ObjectNode json() throws IOException {
        if (document() instanceof ObjectNode object) return object;
        throw Refusal.invalid(
                List.of(
                        new Problem(
                                "",
                                "wrong_type",
                                "this must be an object, such as {\"name\": \"…\"}")));
    }

    private JsonNode document() throws IOException {
        refuseOtherContent();
        var bytes = body();
        if (bytes.length == 0)
            throw new Refusal(400, "empty_body", "this call needs a JSON object as its body");
        try {
            return Json.read(bytes);
        } catch (Json.Malformed e) {
            throw new Refusal(400, "malformed_json", "the body is not JSON: " + e.getMessage());
        }
    }

    private void refuseOtherContent() {
        var type = header("Content-Type").orElse("application/json");
        var parts = type.toLowerCase(Locale.ROOT).split(";", 2);
        var name = parts[0].strip();
        var isJson =
                name.equals("application/json")
                        || (name.startsWith("application/") && name.endsWith("+json"));
        var charset =
                parts.length == 2
                        && parts[1].contains("charset=")
                        && !parts[1].replace("\"", "").contains("charset=utf-8");
        if (!isJson || charset) {
            throw new Refusal(
                    415,
                    "unsupported_media_type",
                    "send JSON in UTF-8, with Content-Type: application/json");
        }
        refuseCoding("identity");
    }

    /// Refuses content codings other than these.
    public void refuseCoding(String... known) {
        var coding = header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        if (List.of(known).contains(coding)) return;
        throw new Refusal(
                415,
                "unsupported_encoding",
                "this Content-Encoding is not understood here; known: " + String.join(", ", known));
    }

    /// The fields of the body.
    public Fields fields() throws IOException {
        return Fields.of(json());
    }

    /// For calls without a body: refuses one that says something.
    public void expectNothing() throws IOException {
        if (body().length == 0) return;
        var fields = fields();
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
    }

    /// The body as a stream, for uploads.
    public InputStream stream() throws IOException {
        return http.req().getInputStream();
    }

    /// What the client says that the body measures, in bytes; -1 if it does not.
    public long length() {
        return http.req().getContentLengthLong();
    }
}

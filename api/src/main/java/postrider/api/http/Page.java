package postrider.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import postrider.api.json.Json;

/// One page of a list, and where the next begins.
///
/// @param next a cursor, or empty on the last page
public record Page<T>(List<T> items, Optional<String> next) {
    public static final int LIMIT_MAX = 1_000;
    public static final int LIMIT = 100;

    /// Of a list that was read one item beyond the page.
    ///
    /// @param cursor makes the cursor that goes on after an item
    public static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursor) {
        if (read.size() <= limit) return new Page<>(read, Optional.empty());
        var items = read.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
    }

    public Response response(Call call, Function<T, ? extends JsonNode> write) {
        var body = Json.object();
        body.set("data", Json.array(items, write));
        body.put("has_more", next.isPresent());
        next.ifPresentOrElse(
                cursor -> body.put("next_cursor", cursor), () -> body.putNull("next_cursor"));
        var response = Response.ok(body);
        // RFC 8288.
        return next.map(cursor ->
                        response.with(
                                "Link", "<" + call.pathWith("cursor", cursor) + ">; rel=\"next\""))
                .orElse(response);
    }
}

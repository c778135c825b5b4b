package postrider.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Function;

/// JSON as the API speaks it: no doubled names, nothing after the end, bounded depth. Safe for many
/// threads.
public final class Json {
    private static final int DEPTH_MAX = 32;
    private static final int NUMBER_MAX = 64;

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .maxNumberLength(NUMBER_MAX)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /// These bytes are no JSON; the message says where.
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    public static JsonNode read(byte[] bytes) throws Malformed {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            var place =
                    where == null
                            ? ""
                            : "line "
                                    + where.getLineNr()
                                    + ", column "
                                    + where.getColumnNr()
                                    + ": ";
            throw new Malformed(place + e.getOriginalMessage());
        } catch (IOException _) {
            throw new Malformed("this is not UTF-8");
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> write) {
        var array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(write.apply(item)));
        return array;
    }

    public static ArrayNode texts(Collection<String> texts) {
        return array(texts, JsonNodeFactory.instance::textNode);
    }

    /// RFC 3339 in UTC, to the millisecond.
    public static JsonNode time(Instant time) {
        return JsonNodeFactory.instance.textNode(time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    public static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    public static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    public static JsonNode number(long number) {
        return JsonNodeFactory.instance.numberNode(number);
    }

    public static JsonNode number(double number) {
        return JsonNodeFactory.instance.numberNode(number);
    }

    /// Merges a patch into a copy of a document (RFC 7396): `null` takes a field away.
    public static ObjectNode merged(JsonNode document, ObjectNode patch) {
        var merged = document instanceof ObjectNode object ? object.deepCopy() : object();
        for (var change : patch.properties()) {
            var name = change.getKey();
            if (change.getValue().isNull()) merged.remove(name);
            else if (change.getValue() instanceof ObjectNode inner)
                merged.set(name, merged(merged.path(name), inner));
            else merged.set(name, change.getValue());
        }
        return merged;
    }
}

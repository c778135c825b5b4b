package postrider.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The OpenAPI description, and what it says of answers.
final class Description {
    private final JsonNode root;

    Description(String yaml) throws IOException {
        root = new YAMLMapper().readTree(yaml);
    }

    /// `GET /v1/lists` and so on, with what is said of each.
    Map<String, JsonNode> operations() {
        var operations = new LinkedHashMap<String, JsonNode>();
        root.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method -> {
                                    if (method.getKey().equals("parameters")) return;
                                    operations.put(
                                            method.getKey().toUpperCase(java.util.Locale.ROOT)
                                                    + " "
                                                    + path.getKey(),
                                            method.getValue());
                                }));
        return operations;
    }

    /// What is said of one, or nothing.
    JsonNode operation(String name) {
        return operations().getOrDefault(name, MissingNode.getInstance());
    }

    /// The schema of a JSON answer of this status.
    JsonNode answer(String operation, int status) {
        var responses = operation(operation).path("responses");
        var response =
                resolved(
                        responses.has("" + status)
                                ? responses.path("" + status)
                                : responses.path("default"));
        var content = response.path("content");
        return content.properties().iterator().next().getValue().path("schema");
    }

    JsonNode requestSchema(JsonNode operation) {
        return operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(root.at(node.path("$ref").asText().substring(1))) : node;
    }

    /// All properties of an object's schema, those of its parts too.
    Map<String, JsonNode> properties(JsonNode schema) {
        var properties = new LinkedHashMap<String, JsonNode>();
        var own = resolved(schema);
        own.path("allOf").forEach(part -> properties.putAll(properties(part)));
        own.path("properties")
                .properties()
                .forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        return properties;
    }

    private Set<String> required(JsonNode schema) {
        var required = new TreeSet<String>();
        var own = resolved(schema);
        own.path("allOf").forEach(part -> required.addAll(required(part)));
        own.path("required").forEach(name -> required.add(name.asText()));
        return required;
    }

    /// Where a value differs from its schema; nothing if it does not.
    List<String> differences(JsonNode schema, JsonNode value) {
        var differences = new ArrayList<String>();
        compare(schema, value, "", differences);
        return differences;
    }

    private void compare(JsonNode schema, JsonNode value, String place, List<String> differences) {
        var own = resolved(schema);
        if (own.has("oneOf")) {
            var choice = value.isNull() ? 0 : 1;
            if (value.isNull() && !own.path("oneOf").get(0).path("type").asText().equals("null"))
                differences.add(place + " is null");
            if (!value.isNull()) compare(own.path("oneOf").get(choice), value, place, differences);
        } else if (value.isObject()) {
            compareObject(own, value, place, differences);
        } else if (value.isArray()) {
            if (!own.path("type").asText().equals("array")) differences.add(place + " is an array");
            for (var item : value) compare(own.path("items"), item, place + "/*", differences);
        } else if (!isOfType(own, value)) {
            differences.add(place + " is " + value + ", not " + own);
        }
    }

    private void compareObject(
            JsonNode schema, JsonNode value, String place, List<String> differences) {
        var properties = properties(schema);
        required(schema).stream()
                .filter(name -> !value.has(name))
                .forEach(name -> differences.add(place + "/" + name + " is missing"));
        value.properties()
                .forEach(field -> {
                    var where = place + "/" + field.getKey();
                    if (properties.containsKey(field.getKey()))
                        compare(
                                properties.get(field.getKey()),
                                field.getValue(),
                                where,
                                differences);
                    else if (schema.has("additionalProperties"))
                        compare(
                                schema.path("additionalProperties"),
                                field.getValue(),
                                where,
                                differences);
                    else differences.add(where + " is not described");
                });
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        if (schema.has("enum")) return schema.path("enum").valueStream().anyMatch(value::equals);
        var types = new ArrayList<String>();
        if (schema.path("type").isArray())
            schema.path("type").forEach(type -> types.add(type.asText()));
        else types.add(schema.path("type").asText());
        return types.stream()
                .anyMatch(type ->
                        switch (type) {
                            case "string" -> value.isTextual();
                            case "integer" -> value.isIntegralNumber();
                            case "number" -> value.isNumber();
                            case "boolean" -> value.isBoolean();
                            case "null" -> value.isNull();
                            default -> false;
                        });
    }
}

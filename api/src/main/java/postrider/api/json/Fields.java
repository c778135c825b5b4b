package postrider.api.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import postrider.campaign.Problem;

/// The fields of a JSON object while they are read. What is wrong is noted and reading goes on, so
/// that all problems are told at once. `null` is the same as left out. Used by one thread.
public final class Fields {
    /// More would help nobody.
    public static final int PROBLEMS_MAX = 100;

    private static final int NAME_SHOWN_MAX = 100;
    private static final int CHOICE_MAX = 100;

    private final ObjectNode node;
    private final String pointer;
    private final List<Problem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(ObjectNode node, String pointer, List<Problem> problems) {
        this.node = node;
        this.pointer = pointer;
        this.problems = problems;
    }

    /// The fields of a whole document.
    public static Fields of(ObjectNode document) {
        return new Fields(document, "", new ArrayList<>());
    }

    public List<Problem> problems() {
        return problems;
    }

    /// Notes a problem with a field.
    public void problem(String name, String code, String detail) {
        note(pointer + "/" + escaped(name), code, detail);
    }

    private void note(String where, String code, String detail) {
        if (problems.size() < PROBLEMS_MAX) problems.add(new Problem(where, code, detail));
    }

    /// RFC 6901 section 3.
    private static String escaped(String name) {
        var shown = name.length() > NAME_SHOWN_MAX ? name.substring(0, NAME_SHOWN_MAX) : name;
        return shown.replace("~", "~0").replace("/", "~1");
    }

    /// Whether the field is there, be it `null`.
    public boolean has(String name) {
        known.add(name);
        return node.has(name);
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        var value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /// Notes each field that nobody asked for; to be called last.
    public void refuseUnknown() {
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name))
                        problem(
                                name,
                                "unknown_field",
                                "there is no such field" + Suggestion.of(name, known));
                });
    }

    public void require(String name) {
        if (value(name).isEmpty()) problem(name, "required", "this field is needed");
    }

    /// @param max characters at most
    public Optional<String> text(String name, int max) {
        return value(name).flatMap(value -> text(escaped(name), value, max));
    }

    private Optional<String> text(String place, JsonNode value, int max) {
        if (!value.isTextual()) return wrong(place, "wrong_type", "this must be a text");
        var text = value.textValue();
        if (text.length() > max)
            return wrong(
                    place, "too_long", "at most " + max + " characters: it has " + text.length());
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(Fields::isHalf)) {
            return wrong(
                    place,
                    "invalid_text",
                    "the character U+0000 and half a surrogate pair are no text");
        }
        return Optional.of(text);
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private <T> Optional<T> wrong(String place, String code, String detail) {
        note(pointer + "/" + place, code, detail);
        return Optional.empty();
    }

    /// A text that goes into one line: a header, a name.
    public Optional<String> line(String name, int max) {
        return text(name, max)
                .flatMap(text ->
                        text.indexOf('\r') < 0 && text.indexOf('\n') < 0
                                ? Optional.of(text)
                                : wrong(escaped(name), "invalid_text", "this must be one line"));
    }

    /// A text that `read` understands; `wanted` says which those are.
    public <T> Optional<T> parsed(
            String name, int max, Function<String, Optional<T>> read, String code, String wanted) {
        return text(name, max)
                .flatMap(text -> {
                    var parsed = read.apply(text);
                    return parsed.isPresent() ? parsed : wrong(escaped(name), code, wanted);
                });
    }

    public OptionalDouble number(String name, double min, double max) {
        var value = value(name);
        if (value.isEmpty()) return OptionalDouble.empty();
        if (!value.get().isNumber()) {
            problem(name, "wrong_type", "this must be a number");
            return OptionalDouble.empty();
        }
        var number = value.get().doubleValue();
        if (number >= min && number <= max) return OptionalDouble.of(number);
        problem(name, "out_of_range", "this must be from " + plain(min) + " to " + plain(max));
        return OptionalDouble.empty();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    public OptionalInt whole(String name, int min, int max) {
        var value = value(name);
        if (value.isEmpty()) return OptionalInt.empty();
        if (value.get().isIntegralNumber() && value.get().canConvertToInt()) {
            var number = value.get().intValue();
            if (number >= min && number <= max) return OptionalInt.of(number);
        }
        problem(name, "out_of_range", "this must be a whole number from " + min + " to " + max);
        return OptionalInt.empty();
    }

    public Optional<Boolean> flag(String name) {
        return value(name)
                .flatMap(value ->
                        value.isBoolean()
                                ? Optional.of(value.booleanValue())
                                : wrong(escaped(name), "wrong_type", "this must be true or false"));
    }

    public Optional<Fields> object(String name) {
        return value(name)
                .flatMap(value ->
                        value instanceof ObjectNode object
                                ? Optional.of(
                                        new Fields(object, pointer + "/" + escaped(name), problems))
                                : wrong(escaped(name), "wrong_type", "this must be an object"));
    }

    /// One of some values, by its name; the case of letters does not matter.
    public <T> Optional<T> choice(String name, List<T> values, Function<T, String> nameOf) {
        var text = text(name, CHOICE_MAX);
        if (text.isEmpty()) return Optional.empty();
        var chosen =
                values.stream()
                        .filter(value -> nameOf.apply(value).equalsIgnoreCase(text.get()))
                        .findFirst();
        if (chosen.isPresent()) return chosen;
        var names = values.stream().map(nameOf).toList();
        return wrong(
                escaped(name),
                "unknown_value",
                "there is no such choice" + Suggestion.of(text.get(), names));
    }

    /// The items of an array, each read by `read` with its place.
    public <T> List<T> items(String name, int max, ItemReader<T> read) {
        var value = value(name);
        if (value.isEmpty()) return List.of();
        if (!value.get().isArray()) {
            problem(name, "wrong_type", "this must be an array");
            return List.of();
        }
        if (value.get().size() > max) {
            problem(name, "too_many", "at most " + max + ": it has " + value.get().size());
            return List.of();
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < value.get().size(); i++) {
            read.read(escaped(name) + "/" + i, value.get().get(i)).ifPresent(items::add);
        }
        return items;
    }

    public interface ItemReader<T> {
        Optional<T> read(String place, JsonNode value);
    }

    public List<String> texts(String name, int max, int lengthMax) {
        return items(name, max, (place, value) -> text(place, value, lengthMax));
    }

    /// Items that are texts or whole numbers, each understood by one of these.
    public <T> List<T> items(
            String name,
            int max,
            Function<String, Optional<T>> ofText,
            Function<Long, Optional<T>> ofNumber,
            String code,
            String wanted) {
        return items(
                name,
                max,
                (place, value) -> {
                    Optional<T> item = Optional.empty();
                    if (value.isTextual()) item = ofText.apply(value.textValue());
                    else if (value.isIntegralNumber() && value.canConvertToLong())
                        item = ofNumber.apply(value.longValue());
                    return item.isPresent() ? item : wrong(place, code, wanted);
                });
    }

    /// The names of an object's fields with their texts.
    public Map<String, String> textMap(String name, int max, int lengthMax) {
        var map = new LinkedHashMap<String, String>();
        object(name)
                .ifPresent(fields -> {
                    if (fields.node.size() > max)
                        problem(
                                name,
                                "too_many",
                                "at most " + max + ": it has " + fields.node.size());
                    else
                        fields.node
                                .fieldNames()
                                .forEachRemaining(key ->
                                        fields.text(key, lengthMax)
                                                .ifPresent(text -> map.put(key, text)));
                });
        return map;
    }
}

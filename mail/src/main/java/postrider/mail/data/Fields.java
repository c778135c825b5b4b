package postrider.mail.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One mapping of a file, asked key by key. What is wrong is added to the list of mistakes, and a
/// value that will do stands in, so that all is found in one reading.
public final class Fields {
    private static final int ITEMS_MAX = 2_000;

    private final String where;
    private final ObjectNode node;
    private final List<String> mistakes;

    Fields(String where, ObjectNode node, List<String> mistakes) {
        this.where = where;
        this.node = node;
        this.mistakes = mistakes;
    }

    /// Adds a mistake with the place where it is.
    public void mistake(String what) {
        mistakes.add(where + ": " + what);
    }

    /// Says where we are in people's words from here on: `words.yaml: rule "relay"`.
    public Fields called(String kind, String name) {
        var file = where.contains(": ") ? where.substring(0, where.indexOf(": ")) : where;
        return new Fields(file + ": " + kind + " \"" + name + "\"", node, mistakes);
    }

    /// Tells every key that is not one of these.
    public void allow(Set<String> keys) {
        node.fieldNames()
                .forEachRemaining(key -> {
                    if (!keys.contains(key))
                        mistake(
                                "unknown key \"%s\": there are %s"
                                        .formatted(
                                                key,
                                                keys.stream()
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))));
                });
    }

    public boolean has(String key) {
        return node.hasNonNull(key);
    }

    /// The text of a key, or empty.
    public Optional<String> find(String key) {
        var value = node.path(key);
        if (value.isMissingNode() || value.isNull()) return Optional.empty();
        if (value.isValueNode()) return Optional.of(value.asText());
        mistake("\"" + key + "\" must be one value");
        return Optional.empty();
    }

    public String text(String key) {
        var found = find(key).filter(text -> !text.isBlank());
        if (found.isEmpty()) mistake("\"" + key + "\" is missing");
        return found.orElse("");
    }

    /// A list of texts; one text is a list of one, and no key an empty list.
    public List<String> texts(String key) {
        var value = node.path(key);
        if (!value.isArray()) return find(key).map(List::of).orElse(List.of());
        var texts = new ArrayList<String>();
        for (var item : items(key, value)) {
            if (item.isValueNode() && !item.isNull()) texts.add(item.asText());
            else mistake("\"" + key + "\" must be a list of texts");
        }
        return texts;
    }

    public List<Fields> list(String key) {
        var value = node.path(key);
        if (!value.isArray()) {
            mistake("\"" + key + "\" must be a list");
            return List.of();
        }
        var list = new ArrayList<Fields>();
        for (var item : items(key, value)) {
            var place = where + ": " + key + "[" + list.size() + "]";
            if (item instanceof ObjectNode object) list.add(new Fields(place, object, mistakes));
            else mistake("each of \"" + key + "\" must hold keys and values");
        }
        return list;
    }

    private List<JsonNode> items(String key, JsonNode list) {
        if (list.size() > ITEMS_MAX)
            mistake("\"%s\" has more than %d items".formatted(key, ITEMS_MAX));
        var items = new ArrayList<JsonNode>();
        for (var item : list) if (items.size() < ITEMS_MAX) items.add(item);
        return items;
    }

    public int whole(String key, int preset) {
        return has(key) ? (int) number(key, preset) : preset;
    }

    public double number(String key, double preset) {
        var text = find(key);
        try {
            if (text.isPresent()) return Double.parseDouble(text.get());
        } catch (NumberFormatException e) {
            mistake("\"%s\" must be a number, and is %s".formatted(key, text.orElse("")));
        }
        return preset;
    }

    /// One of these words, in lower case.
    public <E extends Enum<E>> Optional<E> choice(String key, E[] values) {
        var text = find(key);
        if (text.isEmpty()) return Optional.empty();
        var found = named(text.get(), values);
        if (found.isEmpty())
            mistake("\"%s\" is %s: must be one of %s".formatted(key, text.get(), words(values)));
        return found;
    }

    /// Some of these words, in lower case.
    public <E extends Enum<E>> List<E> choices(String key, E[] values) {
        var chosen = new ArrayList<E>();
        for (var text : texts(key)) {
            var found = named(text, values);
            found.ifPresent(chosen::add);
            if (found.isEmpty())
                mistake("\"%s\" has %s: must be of %s".formatted(key, text, words(values)));
        }
        return chosen;
    }

    private static <E extends Enum<E>> Optional<E> named(String text, E[] values) {
        return Arrays.stream(values).filter(value -> word(value).equals(text)).findFirst();
    }

    private static <E extends Enum<E>> String words(E[] values) {
        return Arrays.stream(values).map(Fields::word).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

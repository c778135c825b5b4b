package postrider.mail.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Header fields, in their order, unfolded.
record Fields(List<Field> list) {
    static final Fields NONE = new Fields(List.of());

    private static final int LINES_MAX = 5_000;
    private static final int VALUE_MAX = 4_000;
    private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,70}+[ \t]*+:");

    /// @param name in lower case
    record Field(String name, String value) {}

    Fields {
        list = List.copyOf(list);
    }

    /// The groups of fields in a text, as a delivery status has them: blank lines part them. A line
    /// that is no field goes on with the one before it: some programs break lines and forget to
    /// fold them.
    static List<Fields> groups(String text) {
        var groups = new ArrayList<Fields>();
        var group = new ArrayList<Field>();
        for (var line : text.split("\r?\n|\r", LINES_MAX)) {
            if (!line.isBlank()) {
                add(line, group);
                continue;
            }
            if (!group.isEmpty()) groups.add(new Fields(group));
            group.clear();
        }
        if (!group.isEmpty()) groups.add(new Fields(group));
        return groups;
    }

    private static void add(String line, List<Field> group) {
        var name = NAME.matcher(line);
        if (name.lookingAt()) {
            group.add(field(line.substring(0, name.end() - 1), line.substring(name.end())));
        } else if (!group.isEmpty()) {
            var last = group.getLast();
            if (last.value().length() < VALUE_MAX)
                group.set(
                        group.size() - 1,
                        new Field(last.name(), last.value() + "\n" + line.strip()));
        }
    }

    static Field field(String name, String value) {
        var stripped = value.strip();
        return new Field(
                name.strip().toLowerCase(Locale.ROOT),
                stripped.length() > VALUE_MAX ? stripped.substring(0, VALUE_MAX) : stripped);
    }

    /// The value of the first field of this name, or empty.
    String first(String name) {
        for (var field : list) if (field.name().equals(name)) return field.value();
        return "";
    }

    List<String> all(String name) {
        return list.stream().filter(it -> it.name().equals(name)).map(Field::value).toList();
    }

    boolean has(String name) {
        return list.stream().anyMatch(it -> it.name().equals(name));
    }

    /// Whose mail it is: the address in From, or empty.
    String from() {
        return Addresses.first(first("from")).orElse("");
    }
}

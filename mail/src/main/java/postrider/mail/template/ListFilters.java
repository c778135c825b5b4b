package postrider.mail.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Filters that make or read lists.
final class ListFilters {
    /// A value that holds more than a thousand things is no line of a letter.
    static final int ITEMS_MAX = 1_000;

    private ListFilters() {}

    /// Cuts at a plain text, not a regular expression. An empty delimiter cuts between characters.
    static Value split(Run run, Value input, List<Value> arguments) throws CannotRender {
        var text = input.text();
        var delimiter = arguments.getFirst().text();
        int limit = arguments.size() > 1 ? TextFilters.whole(run, arguments.get(1)) : ITEMS_MAX;
        if (limit <= 0) limit = ITEMS_MAX;
        var items = new ArrayList<Value>();
        int start = 0;
        while (start < text.length() && items.size() < limit - 1) {
            int end =
                    delimiter.isEmpty()
                            ? text.offsetByCodePoints(start, 1)
                            : text.indexOf(delimiter, start);
            if (end < 0 || (delimiter.isEmpty() && end == text.length())) break;
            items.add(new Value.Text(text.substring(start, end)));
            start = end + delimiter.length();
            refuseMore(run, items);
        }
        items.add(new Value.Text(text.substring(start)));
        run.make(text.length());
        return new Value.Items(items);
    }

    private static void refuseMore(Run run, List<Value> items) throws CannotRender {
        if (items.size() >= ITEMS_MAX)
            throw run.fault(
                    "a value splits into over " + ITEMS_MAX + " items: give `split` a limit");
    }

    static Value join(Run run, Value input, List<Value> arguments) throws CannotRender {
        if (!(input instanceof Value.Items(var list))) return input;
        var separator = arguments.isEmpty() ? "" : arguments.getFirst().text();
        var joined = new StringBuilder();
        for (int i = 0; i < list.size(); i++) {
            var item = list.get(i).text();
            run.make((long) item.length() + separator.length());
            if (i > 0) joined.append(separator);
            joined.append(item);
        }
        return new Value.Text(joined.toString());
    }

    static Value slice(Run run, Value input, List<Value> arguments) throws CannotRender {
        int length = lengthOf(input);
        int from = TextFilters.whole(run, arguments.getFirst());
        int to = arguments.size() > 1 ? TextFilters.whole(run, arguments.get(1)) : length;
        from = Math.clamp(from, 0, length);
        to = Math.clamp(to, from, length);
        run.make((long) to - from);
        if (input instanceof Value.Items(var list)) return new Value.Items(list.subList(from, to));
        return new Value.Text(input.text().substring(from, to));
    }

    static Value length(Run run, Value input, List<Value> arguments) {
        return Value.of(lengthOf(input));
    }

    private static int lengthOf(Value input) {
        return input instanceof Value.Items(var list) ? list.size() : input.text().length();
    }

    static Value first(Run run, Value input, List<Value> arguments) {
        if (input instanceof Value.Items(var list))
            return list.isEmpty() ? Value.Text.EMPTY : list.getFirst();
        var text = input.text();
        return text.isEmpty()
                ? Value.Text.EMPTY
                : new Value.Text(text.substring(0, text.offsetByCodePoints(0, 1)));
    }

    static Value last(Run run, Value input, List<Value> arguments) {
        if (input instanceof Value.Items(var list))
            return list.isEmpty() ? Value.Text.EMPTY : list.getLast();
        var text = input.text();
        return text.isEmpty()
                ? Value.Text.EMPTY
                : new Value.Text(text.substring(text.offsetByCodePoints(text.length(), -1)));
    }

    static Value reverse(Run run, Value input, List<Value> arguments) throws CannotRender {
        if (input instanceof Value.Items(var list)) {
            run.make(list.size());
            return new Value.Items(new ArrayList<>(list).reversed());
        }
        run.make(input.text().length());
        return new Value.Text(new StringBuilder(input.text()).reverse().toString());
    }

    static Value sort(Run run, Value input, List<Value> arguments) throws CannotRender {
        if (!(input instanceof Value.Items(var list))) return input;
        // A comparison sort of a thousand items looks at each about ten times.
        run.make(list.size() * 10L);
        var sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparing(Value::text));
        return new Value.Items(sorted);
    }
}

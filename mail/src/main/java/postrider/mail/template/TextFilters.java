package postrider.mail.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Filters from text to text. What may grow is accounted for before it is made.
final class TextFilters {
    private TextFilters() {}

    static Value upper(Run run, Value input, List<Value> arguments) throws CannotRender {
        return made(run, input.text().toUpperCase(Locale.ROOT));
    }

    static Value lower(Run run, Value input, List<Value> arguments) throws CannotRender {
        return made(run, input.text().toLowerCase(Locale.ROOT));
    }

    static Value trim(Run run, Value input, List<Value> arguments) throws CannotRender {
        return made(run, input.text().strip());
    }

    static Value capitalize(Run run, Value input, List<Value> arguments) throws CannotRender {
        return made(run, capitalized(input.text(), 1));
    }

    /// Every word begins with a capital letter.
    static Value title(Run run, Value input, List<Value> arguments) throws CannotRender {
        return made(run, capitalized(input.text(), Integer.MAX_VALUE));
    }

    private static String capitalized(String text, int wordsMax) {
        var result = new StringBuilder(text.length());
        int words = 0;
        var inWord = false;
        for (int i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            var starts = !inWord && !Character.isWhitespace(c);
            if (starts) words++;
            result.appendCodePoint(starts && words <= wordsMax ? Character.toTitleCase(c) : c);
            inWord = !Character.isWhitespace(c);
            i += Character.charCount(c);
        }
        return result.toString();
    }

    /// At most so many characters, the last three being dots where something was cut off.
    static Value abbreviate(Run run, Value input, List<Value> arguments) throws CannotRender {
        var text = input.text();
        var length = Math.max(4, whole(run, arguments.getFirst()));
        if (text.length() <= length) return input;
        int end = length - 3;
        if (Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return made(run, text.substring(0, end) + "...");
    }

    /// `replace({"a": "b", …})`: in one pass, the longest key first, so that the result does not
    /// depend on an order and nothing that was put in is replaced again.
    static Value replace(Run run, Value input, List<Value> arguments) throws CannotRender {
        if (!(arguments.getFirst() instanceof Value.Items(var flat)) || flat.size() % 2 != 0)
            throw run.fault("`replace` needs pairs, as in replace({\"a\": \"b\"})");
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < flat.size(); i += 2) {
            if (!flat.get(i).text().isEmpty())
                pairs.add(new Pair(flat.get(i).text(), flat.get(i + 1).text()));
        }
        pairs.sort(
                Comparator.comparingInt((Pair pair) -> -pair.key.length())
                        .thenComparing(Pair::key));
        return new Value.Text(replaced(run, input.text(), pairs));
    }

    private record Pair(String key, String value) {}

    private static String replaced(Run run, String text, List<Pair> pairs) throws CannotRender {
        run.make((long) text.length() * (1 + pairs.size()));
        var result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            var at = i;
            var hit = pairs.stream().filter(pair -> text.startsWith(pair.key, at)).findFirst();
            if (hit.isEmpty()) {
                result.append(text.charAt(i++));
                continue;
            }
            run.make(hit.get().value.length());
            result.append(hit.get().value);
            i += hit.get().key.length();
        }
        return result.toString();
    }

    static Value urlEncode(Run run, Value input, List<Value> arguments) throws CannotRender {
        run.make(input.text().length() * 9L);
        return new Value.Text(
                URLEncoder.encode(input.text(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    static int whole(Run run, Value value) throws CannotRender {
        return Operator.number(run, value).intValue();
    }

    private static Value made(Run run, String text) throws CannotRender {
        run.make(text.length());
        return new Value.Text(text);
    }
}

package postrider.api.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postrider.api.json.Suggestion;
import postrider.campaign.Problem;

/// The parameters behind the `?`. Used by one thread.
public final class Query {
    private final Map<String, List<String>> parameters;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    public Optional<String> text(String name) {
        known.add(name);
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) problem(name, "doubled", "give it once");
        return values.stream().findFirst();
    }

    /// The items of a list with commas, from one parameter or several of this name.
    public List<String> items(String name) {
        known.add(name);
        return parameters.getOrDefault(name, List.of()).stream()
                .flatMap(value -> java.util.Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /// A whole number from 1 to `max`, or `otherwise`.
    public int count(String name, int max, int otherwise) {
        var text = text(name);
        if (text.isEmpty()) return otherwise;
        if (text.get().matches("[0-9]{1,9}")) {
            var number = Integer.parseInt(text.get());
            if (number >= 1 && number <= max) return number;
        }
        problem(name, "out_of_range", "this must be a whole number from 1 to " + max);
        return otherwise;
    }

    public void problem(String name, String code, String detail) {
        problems.add(new Problem("?" + name, code, detail));
    }

    /// To be called last: refuses if a parameter was wrong, or nobody asked for it.
    public void check() {
        for (var name : parameters.keySet()) {
            if (known.contains(name)) continue;
            problem(
                    name,
                    "unknown_parameter",
                    "there is no such parameter" + Suggestion.of(name, known));
        }
        if (problems.isEmpty()) return;
        throw new Refusal(
                400,
                "invalid_query",
                problems.getFirst().pointer() + ": " + problems.getFirst().detail(),
                problems);
    }
}

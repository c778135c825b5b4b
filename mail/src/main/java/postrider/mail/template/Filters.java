package postrider.mail.template;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The filters that templates may use. A filter that is not here does not exist.
final class Filters {
    /// `default` is compiled apart, because it decides whether a variable is required.
    static final String DEFAULT = "default";

    /// Does nothing where it is right: HTML is escaped anyway, and the rest is not HTML.
    static final String ESCAPE = "escape";

    private static final Map<String, Rule> RULES =
            index(
                    Rule.of("upper", TextFilters::upper),
                    Rule.of("lower", TextFilters::lower),
                    Rule.of("capitalize", TextFilters::capitalize),
                    Rule.of("title", TextFilters::title),
                    Rule.of("trim", TextFilters::trim),
                    new Rule("abbreviate", List.of("length"), 1, TextFilters::abbreviate),
                    new Rule("truncate", List.of("length"), 1, TextFilters::abbreviate),
                    new Rule("replace", List.of("replace_pairs"), 1, TextFilters::replace),
                    Rule.of("urlencode", TextFilters::urlEncode),
                    Rule.of("url_encode", TextFilters::urlEncode),
                    new Rule("split", List.of("delimiter", "limit"), 1, ListFilters::split),
                    new Rule("join", List.of("separator"), 0, ListFilters::join),
                    new Rule("slice", List.of("fromIndex", "toIndex"), 1, ListFilters::slice),
                    Rule.of("length", ListFilters::length),
                    Rule.of("first", ListFilters::first),
                    Rule.of("last", ListFilters::last),
                    Rule.of("reverse", ListFilters::reverse),
                    Rule.of("sort", ListFilters::sort),
                    Rule.of("abs", FigureFilters::abs),
                    new Rule("date", List.of("format"), 1, FigureFilters::date),
                    new Rule("numberformat", List.of("format"), 1, FigureFilters::numberFormat));

    private Filters() {}

    /// @param parameters names of its arguments, in order
    /// @param required how many of them must be given
    record Rule(String name, List<String> parameters, int required, Filter filter) {
        static Rule of(String name, Filter filter) {
            return new Rule(name, List.of(), 0, filter);
        }
    }

    static Optional<Rule> named(String name) {
        return Optional.ofNullable(RULES.get(name));
    }

    static String names() {
        return DEFAULT + ", " + ESCAPE + ", " + String.join(", ", RULES.keySet());
    }

    private static Map<String, Rule> index(Rule... rules) {
        var byName = new TreeMap<String, Rule>();
        for (var rule : rules) byName.put(rule.name(), rule);
        return Collections.unmodifiableMap(byName);
    }
}

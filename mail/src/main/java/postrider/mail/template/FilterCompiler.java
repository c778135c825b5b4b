package postrider.mail.template;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Looks filters up in the allow-list and puts their arguments in order.
final class FilterCompiler {
    private final Part part;
    private final TermCompiler terms;
    private final List<Mistake> mistakes;

    FilterCompiler(Part part, TermCompiler terms, List<Mistake> mistakes) {
        this.part = part;
        this.terms = terms;
        this.mistakes = mistakes;
    }

    Term compile(FilterExpression node, Names names) {
        if (!(node.getRightExpression() instanceof FilterInvocationExpression call))
            return terms.refused(node, "a filter's name is missing after |");
        var input = node.getLeftExpression();
        return switch (call.getFilterName()) {
            case Filters.DEFAULT -> byDefault(input, call, names);
            case Filters.ESCAPE -> escaped(input, call, names);
            case "raw" ->
                    terms.refused(
                            call,
                            "filter \"raw\" is not available: values are always escaped for HTML;"
                                    + " put markup into the template itself");
            default -> filtered(terms.compile(input, names), call, names);
        };
    }

    private Term byDefault(Expression<?> input, FilterInvocationExpression call, Names names) {
        var arguments = arguments(call, List.of("default"), 1, names);
        if (arguments.isEmpty())
            return terms.refused(call, "`default` needs a value, as in default(\"friend\")");
        return new Term.Default(lenient(input, names), arguments.getFirst());
    }

    /// What `default` looks at may be absent, through any filters between.
    private Term lenient(Expression<?> input, Names names) {
        if (input instanceof FilterExpression inner
                && inner.getRightExpression() instanceof FilterInvocationExpression call
                && Filters.named(call.getFilterName()).isPresent()) {
            return filtered(lenient(inner.getLeftExpression(), names), call, names);
        }
        return terms.lenient(input, names);
    }

    private Term escaped(Expression<?> input, FilterInvocationExpression call, Names names) {
        if (part != Part.HTML)
            return terms.refused(call, "filter \"escape\" is for HTML: take it out of the " + part);
        return terms.compile(input, names);
    }

    private Term filtered(Term input, FilterInvocationExpression call, Names names) {
        var rule = Filters.named(call.getFilterName());
        if (rule.isEmpty()) {
            return terms.refused(
                    call,
                    "filter \"%s\" is not available: the filters are %s"
                            .formatted(call.getFilterName(), Filters.names()));
        }
        var arguments = arguments(call, rule.get().parameters(), rule.get().required(), names);
        return new Term.Filtered(input, rule.get().filter(), arguments);
    }

    private List<Term> arguments(
            FilterInvocationExpression call, List<String> parameters, int required, Names names) {
        var given = inOrder(call.getArgs(), parameters);
        if (given.size() < required || given.size() > parameters.size()) {
            mistakes.add(
                    new Mistake(
                            part,
                            call.getLineNumber(),
                            "filter \"%s\" takes %s"
                                    .formatted(
                                            call.getFilterName(),
                                            described(parameters, required))));
            return List.of();
        }
        var compiled = new ArrayList<Term>();
        for (var argument : given) {
            compiled.add(
                    argument instanceof MapExpression map
                            ? pairs(map, names)
                            : terms.compile(argument, names));
        }
        return List.copyOf(compiled);
    }

    private static String described(List<String> parameters, int required) {
        if (parameters.isEmpty()) return "no arguments";
        return (required == parameters.size() ? "" : "at least " + required + " of ")
                + "the arguments "
                + String.join(", ", parameters);
    }

    /// Positional arguments first, then named ones in the order of the parameters. A name that is no
    /// parameter counts as one argument too many.
    private static List<Expression<?>> inOrder(ArgumentsNode arguments, List<String> parameters) {
        var given = new ArrayList<Expression<?>>();
        if (arguments.getPositionalArgs() != null)
            arguments.getPositionalArgs().forEach(one -> given.add(one.getValueExpression()));
        if (arguments.getNamedArgs() == null) return given;
        for (var name :
                parameters.subList(Math.min(given.size(), parameters.size()), parameters.size())) {
            for (var named : arguments.getNamedArgs()) {
                if (named.getName().equals(name)) given.add(named.getValueExpression());
            }
        }
        for (var named : arguments.getNamedArgs()) {
            if (!parameters.contains(named.getName()))
                given.addAll(
                        Collections.nCopies(parameters.size() + 1, named.getValueExpression()));
        }
        return given;
    }

    /// `{"a": "b"}` as a list of keys and values in turn.
    private Term pairs(MapExpression map, Names names) {
        var flat = new ArrayList<Expression<?>>();
        map.getEntries()
                .forEach((key, value) -> {
                    flat.add(key);
                    flat.add(value);
                });
        return new Term.ListOf(terms.all(flat, names));
    }
}

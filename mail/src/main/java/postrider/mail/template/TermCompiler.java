package postrider.mail.template;

import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.*;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes our terms of Pebble's expressions, and refuses every kind that is not known here. Where a
/// value may be absent (under `default`, in a test, alone in an `if`) its variable is optional.
final class TermCompiler {
    private static final Term NOTHING = new Term.Constant(Value.Nothing.HERE);

    private final Part part;
    private final List<Mistake> mistakes;
    private final Set<String> required = new HashSet<>();
    private final Set<String> optional = new HashSet<>();
    private final FilterCompiler filters;

    TermCompiler(Part part, List<Mistake> mistakes) {
        this.part = part;
        this.mistakes = mistakes;
        this.filters = new FilterCompiler(part, this, mistakes);
    }

    Set<String> required() {
        return required;
    }

    Set<String> optional() {
        return optional;
    }

    Term compile(Expression<?> node, Names names) {
        return switch (node) {
            case ContextVariableExpression variable -> variable(variable.getName(), names);
            case LiteralStringExpression text -> constant(new Value.Text(text.getValue()));
            case LiteralLongExpression number -> constant(Value.of(number.evaluate(null, null)));
            case LiteralDoubleExpression number ->
                    constant(new Value.Figure(BigDecimal.valueOf(number.evaluate(null, null))));
            case LiteralBooleanExpression truth -> constant(Value.of(truth.evaluate(null, null)));
            case LiteralNullExpression _ -> NOTHING;
            case ArrayExpression list -> new Term.ListOf(all(list.getValues(), names));
            case TernaryExpression choice -> choice(choice, names);
            case FilterExpression filter -> filters.compile(filter, names);
            // A negative test is a positive one to Pebble: it must come first.
            case NegativeTestExpression test -> new Term.Not(test(test, names));
            case PositiveTestExpression test -> test(test, names);
            case UnaryNotExpression not -> new Term.Not(condition(not.getChildExpression(), names));
            case UnaryPlusExpression plus -> compile(plus.getChildExpression(), names);
            case UnaryMinusExpression minus -> negated(minus, names);
            case GetAttributeExpression field -> loopField(field, names);
            case BinaryExpression<?> binary -> binary(binary, names);
            case FunctionOrMacroInvocationExpression call ->
                    refused(
                            call,
                            "function \""
                                    + call.getFunctionName()
                                    + "\" is not available: there are no functions");
            default -> refused(node, "this expression is not available");
        };
    }

    /// In a condition a variable that stands alone is asked for, not used.
    Term condition(Expression<?> node, Names names) {
        return switch (node) {
            case ContextVariableExpression variable -> lenient(variable, names);
            case AndExpression and ->
                    new Term.And(
                            condition(left(and), names),
                            condition(right(and), names.withPresent(presentWhenTrue(left(and)))));
            case OrExpression or ->
                    new Term.Or(condition(left(or), names), condition(right(or), names));
            default -> compile(node, names);
        };
    }

    /// A value that may be absent: what `default` and tests look at, through filters.
    Term lenient(Expression<?> node, Names names) {
        if (!(node instanceof ContextVariableExpression variable)) return compile(node, names);
        return variable(variable.getName(), names.withPresent(Set.of(variable.getName())));
    }

    /// Variables that are there for certain where the condition holds.
    Set<String> presentWhenTrue(Expression<?> node) {
        return switch (node) {
            case ContextVariableExpression variable -> Set.of(variable.getName());
            case AndExpression and -> {
                var both = new HashSet<>(presentWhenTrue(left(and)));
                both.addAll(presentWhenTrue(right(and)));
                yield both;
            }
            case NegativeTestExpression test ->
                    Set.of("empty", "null").contains(testName(test))
                            ? presentWhenTrue(left(test))
                            : Set.of();
            case PositiveTestExpression test ->
                    testName(test).equals("defined") ? presentWhenTrue(left(test)) : Set.of();
            default -> Set.of();
        };
    }

    private Term variable(String name, Names names) {
        if (names.locals().contains(name)) return new Term.Local(name);
        var absentIsFine = names.present().contains(name);
        (absentIsFine ? optional : required).add(name);
        return absentIsFine ? new Term.Optional(name) : new Term.Required(name);
    }

    private static Term constant(Value value) {
        return new Term.Constant(value);
    }

    List<Term> all(List<Expression<?>> nodes, Names names) {
        var terms = new ArrayList<Term>();
        for (var node : nodes) terms.add(compile(node, names));
        return List.copyOf(terms);
    }

    private Term choice(TernaryExpression choice, Names names) {
        var inside = names.withPresent(presentWhenTrue(choice.getExpression1()));
        return new Term.Choice(
                condition(choice.getExpression1(), names),
                compile(choice.getExpression2(), inside),
                compile(choice.getExpression3(), names));
    }

    private Term negated(UnaryMinusExpression minus, Names names) {
        return new Term.Arithmetic(
                Operator.NEGATE, compile(minus.getChildExpression(), names), NOTHING);
    }

    private Term test(BinaryExpression<?> test, Names names) {
        var name = testName(test);
        if (!Term.Test.NAMES.contains(name)) {
            return refused(
                    test,
                    "test \"is " + name + "\" is not available: the tests are " + Term.Test.NAMES);
        }
        var mayBeAbsent = Set.of("defined", "empty", "null").contains(name);
        return new Term.Test(
                name, mayBeAbsent ? lenient(left(test), names) : compile(left(test), names));
    }

    private static String testName(BinaryExpression<?> test) {
        return right(test) instanceof TestInvocationExpression named ? named.getTestName() : "";
    }

    private Term loopField(GetAttributeExpression field, Names names) {
        var isLoop =
                names.inLoop()
                        && field.getArgumentsNode() == null
                        && field.getNode() instanceof ContextVariableExpression variable
                        && variable.getName().equals("loop");
        if (isLoop
                && field.getAttributeNameExpression() instanceof LiteralStringExpression name
                && Term.LoopField.NAMES.contains(name.getValue())) {
            return new Term.LoopField(name.getValue());
        }
        return refused(
                field,
                "values have no properties and no methods: write the field's name alone, as in {{ first_name }}"
                        + " (inside `for` there is loop.index, length, first, last, revindex)");
    }

    private Term binary(BinaryExpression<?> node, Names names) {
        var operator = operator(node);
        if (operator != null) {
            return new Term.Arithmetic(
                    operator, compile(left(node), names), compile(right(node), names));
        }
        return switch (node) {
            case AndExpression _, OrExpression _ -> condition(node, names);
            case ConcatenateExpression _ ->
                    new Term.Join(compile(left(node), names), compile(right(node), names));
            default ->
                    refused(
                            node,
                            "this operator is not available (ranges are not: loop over a list)");
        };
    }

    private static @Nullable Operator operator(BinaryExpression<?> node) {
        return switch (node) {
            case AddExpression _ -> Operator.ADD;
            case SubtractExpression _ -> Operator.SUBTRACT;
            case MultiplyExpression _ -> Operator.MULTIPLY;
            case DivideExpression _ -> Operator.DIVIDE;
            case ModulusExpression _ -> Operator.REMAINDER;
            case EqualsExpression _ -> Operator.EQUAL;
            case NotEqualsExpression _ -> Operator.UNEQUAL;
            case LessThanExpression _ -> Operator.LESS;
            case LessThanEqualsExpression _ -> Operator.LESS_OR_EQUAL;
            case GreaterThanExpression _ -> Operator.GREATER;
            case GreaterThanEqualsExpression _ -> Operator.GREATER_OR_EQUAL;
            case ContainsExpression _ -> Operator.CONTAINS;
            default -> null;
        };
    }

    Term refused(Expression<?> node, String message) {
        mistakes.add(new Mistake(part, Math.max(1, node.getLineNumber()), message));
        return NOTHING;
    }

    private static Expression<?> left(BinaryExpression<?> node) {
        return node.getLeftExpression();
    }

    private static Expression<?> right(BinaryExpression<?> node) {
        return node.getRightExpression();
    }
}

package postrider.mail.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Arithmetic and comparison. A recipient's values are texts, so a text that reads as a number is
/// one here.
enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    NEGATE,
    EQUAL,
    UNEQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    CONTAINS;

    /// A price in any currency fits; a number that would fill the mail with digits does not.
    private static final BigDecimal NUMBER_MAX = new BigDecimal("1e15");

    private static final int DECIMALS_MAX = 10;

    Value apply(Run run, Value left, Value right) throws CannotRender {
        return switch (this) {
            case ADD -> bounded(run, number(run, left).add(number(run, right)));
            case SUBTRACT -> bounded(run, number(run, left).subtract(number(run, right)));
            case MULTIPLY -> bounded(run, number(run, left).multiply(number(run, right)));
            case NEGATE -> bounded(run, number(run, left).negate());
            case DIVIDE ->
                    bounded(
                            run,
                            number(run, left).divide(divisor(run, right), MathContext.DECIMAL64));
            case REMAINDER -> bounded(run, number(run, left).remainder(divisor(run, right)));
            case EQUAL -> Value.of(isEqual(left, right));
            case UNEQUAL -> Value.of(!isEqual(left, right));
            case LESS -> Value.of(compare(left, right) < 0);
            case LESS_OR_EQUAL -> Value.of(compare(left, right) <= 0);
            case GREATER -> Value.of(compare(left, right) > 0);
            case GREATER_OR_EQUAL -> Value.of(compare(left, right) >= 0);
            case CONTAINS -> Value.of(contains(left, right));
        };
    }

    static boolean isEven(Run run, Value value) throws CannotRender {
        return number(run, value).remainder(BigDecimal.TWO).signum() == 0;
    }

    static BigDecimal number(Run run, Value value) throws CannotRender {
        var number = numberOrNot(value);
        if (number == null) throw run.fault("a number is needed where a value is none");
        return number;
    }

    private static BigDecimal divisor(Run run, Value value) throws CannotRender {
        var number = number(run, value);
        if (number.signum() == 0) throw run.fault("it divides by zero");
        return number;
    }

    private static Value bounded(Run run, BigDecimal number) throws CannotRender {
        if (number.abs().compareTo(NUMBER_MAX) > 0)
            throw run.fault("a number becomes larger than 15 digits");
        if (number.scale() > DECIMALS_MAX)
            number = number.setScale(DECIMALS_MAX, RoundingMode.HALF_EVEN);
        return new Value.Figure(number.scale() > 0 ? number.stripTrailingZeros() : number);
    }

    private static @Nullable BigDecimal numberOrNot(Value value) {
        if (value instanceof Value.Figure(var number)) return number;
        if (!(value instanceof Value.Text(var text))) return null;
        return readsAsNumber(text) ? new BigDecimal(text) : null;
    }

    /// Plain decimal notation only: an exponent would make a short text a long number.
    private static boolean readsAsNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int dots = 0;
        for (int i = start; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '.' && i > start && i < text.length() - 1) dots++;
            else if (c < '0' || c > '9') return false;
        }
        return text.length() > start && text.length() <= 24 && dots <= 1;
    }

    private static boolean isEqual(Value left, Value right) {
        if (left instanceof Value.Nothing || right instanceof Value.Nothing)
            return left.equals(right);
        return compare(left, right) == 0;
    }

    private static int compare(Value left, Value right) {
        var a = numberOrNot(left);
        var b = numberOrNot(right);
        return a != null && b != null ? a.compareTo(b) : left.text().compareTo(right.text());
    }

    private static boolean contains(Value left, Value right) {
        if (left instanceof Value.Items(var list))
            return list.stream().anyMatch(item -> isEqual(item, right));
        return left.text().contains(right.text());
    }
}

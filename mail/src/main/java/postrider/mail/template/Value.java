package postrider.mail.template;

import java.math.BigDecimal;
import java.util.List;

/// All that an expression can yield. There is nothing in it to call.
sealed interface Value {
    record Text(String text) implements Value {
        static final Text EMPTY = new Text("");
    }

    record Figure(BigDecimal number) implements Value {
        @Override
        public String text() {
            return number.toPlainString();
        }
    }

    record Truth(boolean holds) implements Value {
        @Override
        public String text() {
            return Boolean.toString(holds);
        }
    }

    record Items(List<Value> list) implements Value {
        @Override
        public String text() {
            return String.join(", ", list.stream().map(Value::text).toList());
        }
    }

    /// A variable without a value, or `null`.
    record Nothing() implements Value {
        static final Nothing HERE = new Nothing();

        @Override
        public String text() {
            return "";
        }
    }

    String text();

    static Value of(long number) {
        return new Figure(BigDecimal.valueOf(number));
    }

    static Value of(boolean holds) {
        return new Truth(holds);
    }

    /// Whether a condition holds: not for nothing, an empty text or list, `false` and zero.
    default boolean isTrue() {
        return switch (this) {
            case Text(var text) -> !text.isEmpty() && !text.equals("false");
            case Figure(var number) -> number.signum() != 0;
            case Truth(var holds) -> holds;
            case Items(var list) -> !list.isEmpty();
            case Nothing() -> false;
        };
    }

    default boolean isEmpty() {
        return switch (this) {
            case Text(var text) -> text.isBlank();
            case Items(var list) -> list.isEmpty();
            case Nothing() -> true;
            case Figure _, Truth _ -> false;
        };
    }
}

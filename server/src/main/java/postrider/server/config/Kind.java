package postrider.server.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a key's value looks like.
public sealed interface Kind {
    /// For the reference: `a whole number, 1 to 65535`.
    String describe();

    /// What is wrong with this value and how to mend it, or empty if nothing is.
    Optional<String> refusal(String value);

    /// Anything of this form.
    ///
    /// @param form in words
    record Text(Pattern pattern, String form) implements Kind {
        @Override
        public String describe() {
            return form;
        }

        @Override
        public Optional<String> refusal(String value) {
            return refuseUnless(pattern.matcher(value).matches(), this);
        }
    }

    /// A whole number from `min` to `max`, both included.
    ///
    /// @param unit such as `seconds`, or empty
    record Whole(int min, int max, String unit) implements Kind {
        private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,9}");

        @Override
        public String describe() {
            return (unit.isEmpty() ? "a whole number" : unit) + ", " + min + " to " + max;
        }

        @Override
        public Optional<String> refusal(String value) {
            return refuseUnless(
                    DIGITS.matcher(value).matches() && holds(Integer.parseInt(value)), this);
        }

        private boolean holds(int number) {
            return number >= min && number <= max;
        }
    }

    /// A number above zero, at most `max`.
    record Positive(double max, String unit) implements Kind {
        private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,6})?");

        @Override
        public String describe() {
            return unit + ", above 0, at most " + (long) max;
        }

        @Override
        public Optional<String> refusal(String value) {
            return refuseUnless(
                    DECIMAL.matcher(value).matches() && holds(Double.parseDouble(value)), this);
        }

        private boolean holds(double number) {
            return number > 0 && number <= max;
        }
    }

    /// One of these words.
    record OneOf(List<String> words) implements Kind {
        public static OneOf yesOrNo() {
            return new OneOf(List.of("true", "false"));
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public Optional<String> refusal(String value) {
            return refuseUnless(words.contains(value), this);
        }
    }

    /// A file or folder; relative to the working folder.
    record Place(String form) implements Kind {
        @Override
        public String describe() {
            return form;
        }

        @Override
        public Optional<String> refusal(String value) {
            return refuseUnless(!value.isBlank() && value.indexOf('\0') < 0, this);
        }
    }

    private static Optional<String> refuseUnless(boolean fits, Kind kind) {
        return fits ? Optional.empty() : Optional.of("must be " + kind.describe());
    }
}

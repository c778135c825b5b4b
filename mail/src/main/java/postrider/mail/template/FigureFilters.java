package postrider.mail.template;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/// Filters for numbers and dates.
final class FigureFilters {
    /// A pattern repeats a letter to widen a field: without a bound, to any width.
    private static final int PATTERN_MAX = 60;

    private FigureFilters() {}

    static Value abs(Run run, Value input, List<Value> arguments) throws CannotRender {
        return new Value.Figure(Operator.number(run, input).abs());
    }

    /// `date("d MMMM yyyy")` of an ISO 8601 date or time, months and days in English.
    static Value date(Run run, Value input, List<Value> arguments) throws CannotRender {
        var pattern = pattern(run, arguments);
        if (input.isEmpty()) return Value.Text.EMPTY;
        run.make(input.text().length() + 100L);
        try {
            var format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            return new Value.Text(format.format(parse(input.text().strip())));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw run.fault(
                    "`date` takes ISO dates such as 2025-12-01 or 2025-12-01T10:00Z and the pattern "
                            + pattern
                            + " must fit them");
        }
    }

    private static TemporalAccessor parse(String text) {
        if (text.length() <= 10) return LocalDate.parse(text);
        var time = text.replace(' ', 'T');
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(
                time, OffsetDateTime::from, LocalDateTime::from);
    }

    /// `numberformat("#,##0.00")`, English signs.
    static Value numberFormat(Run run, Value input, List<Value> arguments) throws CannotRender {
        var pattern = pattern(run, arguments);
        BigDecimal number = Operator.number(run, input);
        run.make(200);
        try {
            var format =
                    new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
            return new Value.Text(format.format(number));
        } catch (IllegalArgumentException e) {
            throw run.fault("`numberformat` takes patterns such as #,##0.00, not " + pattern);
        }
    }

    private static String pattern(Run run, List<Value> arguments) throws CannotRender {
        var pattern = arguments.getFirst().text();
        if (pattern.length() > PATTERN_MAX)
            throw run.fault("a pattern has at most " + PATTERN_MAX + " characters");
        return pattern;
    }
}

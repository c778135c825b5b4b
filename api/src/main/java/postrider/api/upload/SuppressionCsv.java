package postrider.api.upload;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postrider.audience.ContactUpload;

/// Suppressions from CSV. Our own has `email` or `address_hash`, and may have `reason`, `scope`, `source`,
/// `since` and `until`; other columns do not matter. Empty lines are passed over.
final class SuppressionCsv {
    private static final int COLUMNS_MAX = 1_000;

    /// Room for the longest reply that a provider quotes.
    private static final int ROW_MAX = 64 * 1024;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s.-]+");

    private final Reader text;
    private final Optional<SuppressionFormat> named;
    private final SuppressionSink into;
    private long line;

    /// @param named empty to tell the format by its columns
    SuppressionCsv(Reader text, Optional<SuppressionFormat> named, SuppressionSink into) {
        this.text = text;
        this.named = named;
        this.into = into;
    }

    /// Reads to the end.
    ///
    /// @return the format that it was
    SuppressionFormat read() throws IOException, UnreadableUpload {
        var handler =
                CsvRecordHandler.of(
                        h -> h.maxFields(COLUMNS_MAX).maxFieldSize(ROW_MAX).maxRecordSize(ROW_MAX));
        var reader =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(ROW_MAX * 2)
                        .build(handler, text);
        try {
            return read(reader.iterator());
        } catch (CsvParseException e) {
            // The parser wraps what the stream below it and we throw.
            if (e.getCause() instanceof ContactUpload.TooLarge tooLarge) throw tooLarge;
            throw unreadable(
                    "malformed_csv",
                    "the quotes do not match, or a row is longer than " + ROW_MAX + " characters");
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CharacterCodingException)) throw e.getCause();
            throw unreadable("not_utf8", "this is not UTF-8: save the file as UTF-8");
        }
    }

    private UnreadableUpload unreadable(String code, String detail) {
        return new UnreadableUpload(code, line, "after line " + line + ": " + detail);
    }

    private SuppressionFormat read(Iterator<CsvRecord> records) throws UnreadableUpload {
        if (!records.hasNext())
            throw new UnreadableUpload(
                    "no_header", 0, "there is nothing here: the first row must name the columns");
        var first = records.next();
        var isBulk = isBulk(first);
        Map<String, Integer> columns =
                isBulk ? Map.of("emailaddress", 0, "reason", 1) : columns(first);
        var format = format(isBulk, columns);
        if (isBulk) take(format, columns, first);
        while (records.hasNext()) take(format, columns, records.next());
        return format;
    }

    /// The bulk form of SES has no header: `ann@mail.example,BOUNCE`.
    private static boolean isBulk(CsvRecord first) {
        return first.getFieldCount() == 2
                && first.getField(0).indexOf('@') > 0
                && first.getField(1).strip().matches("(?i)BOUNCE|COMPLAINT");
    }

    private static Map<String, Integer> columns(CsvRecord header) throws UnreadableUpload {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            var name = BETWEEN_WORDS.matcher(header.getField(i).strip()).replaceAll("_");
            if (columns.putIfAbsent(name.toLowerCase(Locale.ROOT), i) != null && !name.isEmpty())
                throw new UnreadableUpload(
                        "duplicate_column",
                        0,
                        "column " + (i + 1) + " has the name of an earlier one");
        }
        return columns;
    }

    private SuppressionFormat format(boolean isBulk, Map<String, Integer> columns)
            throws UnreadableUpload {
        if (isBulk) return SuppressionFormat.SES;
        var format =
                named.isPresent() ? named.get() : SuppressionFormat.ofColumns(columns.keySet());
        var isThere =
                format == SuppressionFormat.POSTRIDER
                        ? columns.containsKey("address_hash")
                                || CsvHeader.ADDRESS_NAMES.stream().anyMatch(columns::containsKey)
                        : columns.containsKey(format.address());
        if (isThere) return format;
        throw new UnreadableUpload(
                "no_address_column",
                0,
                "the first row names the columns, with commas between, and for "
                        + format.text()
                        + " one of them must be `"
                        + format.address()
                        + "`");
    }

    private void take(SuppressionFormat format, Map<String, Integer> columns, CsvRecord row) {
        line = row.getStartingLineNumber();
        new SuppressionRow(line, column -> field(row, columns.get(column))).read(format, into);
    }

    private static String field(CsvRecord row, @Nullable Integer place) {
        return place == null || place >= row.getFieldCount() ? "" : row.getField(place);
    }
}

package postrider.api.upload;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import postrider.audience.ContactUpload;

/// Contacts from CSV. Empty lines are passed over and not counted.
final class CsvContacts {
    private static final int COLUMNS_MAX = 1_000;

    private final Reader text;
    private final ContactUpload upload;
    private long rows;

    CsvContacts(Reader text, ContactUpload upload) {
        this.text = text;
        this.upload = upload;
    }

    void read() throws IOException, UnreadableUpload {
        var handler =
                StringArrayHandler.of(h ->
                        h.maxFields(COLUMNS_MAX)
                                .maxFieldSize(ContactRows.ROW_MAX)
                                .maxRecordSize(ContactRows.ROW_MAX));
        var reader =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(ContactRows.ROW_MAX * 2)
                        .build(handler, text);
        try {
            read(reader.iterator());
        } catch (CsvParseException e) {
            // The parser wraps what the stream below it throws.
            if (e.getCause() instanceof ContactUpload.TooLarge tooLarge) throw tooLarge;
            throw new UnreadableUpload(
                    "malformed_csv",
                    rows + 1,
                    inRow()
                            + "the quotes do not match, or it is longer than "
                            + ContactRows.ROW_MAX
                            + " characters");
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CharacterCodingException)) throw e.getCause();
            throw new UnreadableUpload(
                    "not_utf8", rows + 1, inRow() + "this is not UTF-8: save the file as UTF-8");
        }
    }

    private String inRow() {
        return "row " + (rows + 1) + ": ";
    }

    private void read(Iterator<String[]> records) throws UnreadableUpload {
        if (!records.hasNext()) {
            throw new UnreadableUpload(
                    "no_header", 0, "there is nothing here: the first row must name the columns");
        }
        var header = CsvHeader.of(records.next());
        // One map for all rows: the upload keeps values, never the map.
        Map<String, String> values = new LinkedHashMap<>();
        while (records.hasNext()) {
            add(header, records.next(), values);
            rows++;
        }
    }

    /// Spreadsheets leave out empty cells at the end of a row: they are empty, not missing.
    private void add(CsvHeader header, String[] row, Map<String, String> values) {
        var columns = header.names().size();
        if (row.length > columns) {
            upload.unreadable(
                    row.length
                            + " fields in a file of "
                            + columns
                            + " columns: quote a field that holds a comma");
            return;
        }
        for (int i = 0; i < columns; i++) {
            if (i != header.address())
                values.put(header.names().get(i), i < row.length ? row[i] : "");
        }
        upload.add(header.address() < row.length ? row[header.address()] : "", values);
    }
}

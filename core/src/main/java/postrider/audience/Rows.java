package postrider.audience;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postrider.bytes.ByteSource;

/// Contacts or recipients as they are stored: column by column, so that they compress well. The first
/// two columns are the address's local part and domain. Immutable; a row becomes objects only when it
/// is asked for.
///
/// Written by [RowsBuilder], which tells the layout.
public final class Rows {
    static final byte FORMAT = 1;
    static final int ADDRESS_COLUMNS = 2;
    static final int COLUMNS_MAX = RecipientList.FIELDS_MAX + ADDRESS_COLUMNS;
    static final int ROWS_MAX = 1_000;

    private final List<String> fields;
    private final List<Column> columns;
    private final int size;

    private Rows(List<String> fields, List<Column> columns, int size) {
        this.fields = fields;
        this.columns = columns;
        this.size = size;
    }

    /// One column: distinct values, and which of them each row has (-1 for none).
    private record Column(byte[] bytes, int[] ends, int[] valueOfRow) {
        Optional<String> value(int row) {
            var value = valueOfRow.length == 0 ? 0 : valueOfRow[row];
            if (value < 0) return Optional.empty();
            var start = value == 0 ? 0 : ends[value - 1];
            return Optional.of(
                    new String(bytes, start, ends[value] - start, StandardCharsets.UTF_8));
        }
    }

    /// @throws IllegalArgumentException if `bytes` are not rows
    public static Rows decode(byte[] bytes) {
        var in = new ByteSource(bytes);
        if (in.next() != FORMAT)
            throw new IllegalArgumentException("these are not rows of a known format");
        var size = in.number(ROWS_MAX);
        var columnCount = in.number(COLUMNS_MAX);
        var names = new String[columnCount];
        var columns = new Column[columnCount];
        for (int i = 0; i < columnCount; i++) {
            names[i] = new String(in.bytes(in.number(1_000)), StandardCharsets.UTF_8);
            columns[i] = readColumn(in, size);
        }
        if (columnCount < ADDRESS_COLUMNS)
            throw new IllegalArgumentException("these rows have no address");
        return new Rows(
                List.of(names).subList(ADDRESS_COLUMNS, columnCount), List.of(columns), size);
    }

    private static Column readColumn(ByteSource in, int rows) {
        var distinct = in.number(rows);
        var ends = new int[distinct];
        int end = 0;
        for (int i = 0; i < distinct; i++)
            ends[i] = end = Math.addExact(end, in.number(in.remaining()));
        var bytes = in.bytes(end);
        var shape = in.next();
        if (shape != RowsBuilder.BY_NUMBER
                && distinct < (shape == RowsBuilder.ALL_DISTINCT ? rows : 1)) {
            throw new IllegalArgumentException("a column with too few values");
        }
        if (shape == RowsBuilder.ALL_THE_SAME) return new Column(bytes, ends, new int[0]);
        var valueOfRow = new int[rows];
        for (int row = 0; row < rows; row++) {
            valueOfRow[row] = shape == RowsBuilder.ALL_DISTINCT ? row : in.number(distinct) - 1;
        }
        return new Column(bytes, ends, valueOfRow);
    }

    public int size() {
        return size;
    }

    /// The fields other than the address.
    public List<String> fields() {
        return fields;
    }

    public String local(int row) {
        return columns.get(0).value(row).orElseThrow();
    }

    public String domain(int row) {
        return columns.get(1).value(row).orElseThrow();
    }

    public String address(int row) {
        return local(row) + "@" + domain(row);
    }

    /// The value of a field, by its place in [#fields]; empty if this row has none.
    public Optional<String> value(int row, int field) {
        return columns.get(ADDRESS_COLUMNS + field).value(row);
    }

    public Recipient recipient(int row) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int field = 0; field < fields.size(); field++) {
            var name = fields.get(field);
            value(row, field).ifPresent(value -> values.put(name, value));
        }
        return new Recipient(address(row), values);
    }
}

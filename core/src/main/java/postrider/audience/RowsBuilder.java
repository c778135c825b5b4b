package postrider.audience;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postrider.bytes.ByteSink;

/// Collects rows and encodes them. Layout: format, rows, columns; for each column its name, its
/// distinct values (lengths, then bytes), and which row has which value, left out where all rows
/// have the same or each has its own. Used by one thread.
public final class RowsBuilder {
    static final byte ALL_DISTINCT = 0;
    static final byte ALL_THE_SAME = 1;
    static final byte BY_NUMBER = 2;

    private final List<String> fields;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private int size;

    public RowsBuilder(List<String> fields) {
        this.fields = List.copyOf(fields);
        for (int i = 0; i < fields.size() + Rows.ADDRESS_COLUMNS; i++)
            columns.add(new ColumnBuilder());
    }

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == Rows.ROWS_MAX;
    }

    /// Adds a row; `values` are asked for by field name.
    public void add(String local, String domain, Map<String, String> values) {
        begin(local, domain);
        for (int i = 0; i < fields.size(); i++) {
            columns.get(Rows.ADDRESS_COLUMNS + i)
                    .add(Optional.ofNullable(values.get(fields.get(i))));
        }
    }

    /// Adds a row of other rows; `places` are those rows' places of this builder's fields, -1 where
    /// they lack one.
    public void add(String local, String domain, Rows from, int row, int[] places) {
        begin(local, domain);
        for (int i = 0; i < places.length; i++) {
            var value = places[i] < 0 ? Optional.<String>empty() : from.value(row, places[i]);
            columns.get(Rows.ADDRESS_COLUMNS + i).add(value);
        }
    }

    private void begin(String local, String domain) {
        if (isFull())
            throw new IllegalStateException("at most " + Rows.ROWS_MAX + " rows go together");
        size++;
        columns.get(0).add(Optional.of(local));
        columns.get(1).add(Optional.of(domain));
    }

    public byte[] encode() {
        var out = new ByteSink();
        out.put(Rows.FORMAT);
        out.number(size);
        out.number(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            var name = i < Rows.ADDRESS_COLUMNS ? "" : fields.get(i - Rows.ADDRESS_COLUMNS);
            var bytes = name.getBytes(StandardCharsets.UTF_8);
            out.number(bytes.length);
            out.append(bytes);
            columns.get(i).encode(out);
        }
        return out.toBytes();
    }

    private static final class ColumnBuilder {
        private final Map<String, Integer> distinct = new LinkedHashMap<>();
        private final List<Integer> valueOfRow = new ArrayList<>();

        void add(Optional<String> value) {
            valueOfRow.add(
                    value.map(v -> distinct.computeIfAbsent(v, _ -> distinct.size())).orElse(-1));
        }

        void encode(ByteSink out) {
            var values =
                    distinct.keySet().stream()
                            .map(v -> v.getBytes(StandardCharsets.UTF_8))
                            .toList();
            out.number(values.size());
            values.forEach(value -> out.number(value.length));
            values.forEach(value -> out.append(value));
            var shape = shape();
            out.put(shape);
            if (shape == BY_NUMBER) valueOfRow.forEach(number -> out.number(number + 1));
        }

        private byte shape() {
            if (distinct.size() == valueOfRow.size()) return ALL_DISTINCT;
            var first = valueOfRow.getFirst();
            return first == 0 && valueOfRow.stream().allMatch(first::equals)
                    ? ALL_THE_SAME
                    : BY_NUMBER;
        }
    }
}

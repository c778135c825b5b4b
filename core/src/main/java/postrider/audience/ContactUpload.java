package postrider.audience;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import postrider.seal.Seal;

/// Takes an upload row by row: checks each address, drops doubles of the same upload, seals the rest
/// into segments. Bounded memory whatever the size. Nothing is seen before [#complete]. Used by one
/// thread.
public final class ContactUpload implements AutoCloseable {
    public static final int VALUE_MAX = 1_000;
    public static final int ERRORS_MAX = 1_000;

    /// About 80 MB of seen addresses: a list of this size is a mistake, or several lists.
    public static final long ROWS_MAX = 5_000_000;

    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private final RecipientList list;
    private final RecipientLists.Upload upload;
    private final Seal seal;
    private final SecretKey key;
    private final SeenAddresses seen = new SeenAddresses();
    private final Set<String> fields = new LinkedHashSet<>();
    private final List<RowError> errors = new ArrayList<>();
    private RowsBuilder rows = new RowsBuilder(List.of());
    private long rowCount;
    private long accepted;
    private long duplicates;
    private long invalid;
    private boolean ended;

    public ContactUpload(
            RecipientList list, RecipientLists.Upload upload, Seal seal, SecretKey key) {
        this.list = list;
        this.upload = upload;
        this.seal = seal;
        this.key = key;
    }

    /// A row that was left out.
    ///
    /// @param row counted from 1, the header not counted
    public record RowError(long row, String code, String detail) {}

    /// What became of an upload.
    ///
    /// @param errors the first [#ERRORS_MAX] of the invalid rows
    public record Report(
            long rows,
            long accepted,
            long duplicates,
            long invalid,
            List<RowError> errors,
            RecipientList list) {}

    /// Names the place of a segment for its seal.
    static String place(RecipientList list, int upload) {
        return "segment " + list.project() + " " + list.id() + " " + upload;
    }

    /// Takes a row. An invalid one is counted and reported, never an exception.
    public void add(String address, Map<String, String> values) {
        rowCount++;
        if (rowCount > ROWS_MAX)
            throw new TooLarge("an upload has at most " + ROWS_MAX + " rows: split it");
        switch (Address.parse(address)) {
            case Address.Parsed.Invalid(var why) -> refuse("invalid_address", why);
            case Address.Parsed.Valid(var valid) -> add(valid, values);
        }
    }

    private void add(Address address, Map<String, String> values) {
        for (var entry : values.entrySet()) {
            if (!FIELD.matcher(entry.getKey()).matches()) {
                refuse("invalid_field", "a field's name is a letter, then letters, digits and _");
                return;
            }
            if (entry.getValue().length() > VALUE_MAX) {
                refuse(
                        "value_too_long",
                        "a value is at most " + VALUE_MAX + " characters: " + entry.getKey());
                return;
            }
        }
        if (!seen.add(Address.normalised(address.local(), address.domain()))) {
            duplicates++;
            return;
        }
        open(values.keySet());
        rows.add(address.local(), address.domain(), values);
        accepted++;
        if (rows.isFull()) flush();
    }

    /// A field that was not seen before begins a new segment, so that rows of many shapes share few.
    private void open(Set<String> names) {
        if (!fields.addAll(names)) return;
        if (fields.size() > RecipientList.FIELDS_MAX) {
            throw new TooLarge("a list has at most " + RecipientList.FIELDS_MAX + " fields");
        }
        flush();
        rows = new RowsBuilder(List.copyOf(fields));
    }

    private void refuse(String code, String detail) {
        invalid++;
        if (errors.size() < ERRORS_MAX) errors.add(new RowError(rowCount, code, detail));
    }

    /// Reports a row that could not even be read as a contact.
    public void unreadable(String detail) {
        rowCount++;
        refuse("unreadable_row", detail);
    }

    private void flush() {
        if (rows.size() == 0) return;
        var sealed = seal.close(key, place(list, upload.number()), rows.encode());
        upload.add(List.of(sealed), List.of(rows.size()));
        rows = new RowsBuilder(List.copyOf(fields));
    }

    /// Makes the upload part of the list.
    public Report complete() {
        flush();
        var whole = upload.complete(fields);
        ended = true;
        return new Report(rowCount, accepted, duplicates, invalid, List.copyOf(errors), whole);
    }

    /// Throws the upload away, unless it was completed.
    @Override
    public void close() {
        if (!ended) upload.abandon();
        ended = true;
    }

    /// The upload is over a bound; the message says which.
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String message) {
            super(message);
        }
    }
}

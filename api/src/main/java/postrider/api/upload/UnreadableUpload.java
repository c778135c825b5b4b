package postrider.api.upload;

/// An upload that cannot be read on from some row. The message says what to mend and holds nothing of
/// what was read.
public final class UnreadableUpload extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final long row;

    UnreadableUpload(String code, long row, String message) {
        super(message);
        this.code = code;
        this.row = row;
    }

    /// The same for the same kind of trouble: `not_utf8`.
    public String code() {
        return code;
    }

    /// The row at which reading ended, counted from 1 without the header; 0 for the header.
    public long row() {
        return row;
    }
}

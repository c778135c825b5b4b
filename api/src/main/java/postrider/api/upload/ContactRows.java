package postrider.api.upload;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import postrider.audience.ContactUpload;

/// Reads contacts into an upload. The address is in the column `email` (or `e-mail`, `email_address`,
/// `address`, in any case); all other columns are the contact's values. A bad row is reported by the
/// upload and reading goes on; what cannot be read on ends it, and then the caller throws the upload
/// away. A few hundred kilobytes of memory, whatever the size.
public final class ContactRows {
    /// A compressed upload may not be more than this when expanded, in bytes.
    public static final long EXPANDED_MAX = 4L << 30;

    /// A row is at most this long, in characters: more is an open quote, or no text at all.
    static final int ROW_MAX = 128 * 1024;

    private static final int BUFFER = 64 * 1024;

    private ContactRows() {}

    /// Reads to the end; does not complete the upload.
    ///
    /// @throws UnreadableUpload if the text cannot be read on
    /// @throws ContactUpload.TooLarge if there is more than an upload may have
    /// @throws IOException if the bytes cannot be had
    public static void read(InputStream in, UploadFormat format, ContactUpload into)
            throws IOException, UnreadableUpload {
        var text = new Utf8Reader(in);
        switch (format) {
            case CSV -> new CsvContacts(text, into).read();
            case NDJSON -> new NdjsonContacts(text, into).read();
        }
    }

    /// The same for bytes in gzip form, of at most [#EXPANDED_MAX] when expanded.
    public static void readGzip(InputStream in, UploadFormat format, ContactUpload into)
            throws IOException, UnreadableUpload {
        try (var expanded =
                new BoundedStream(
                        new GZIPInputStream(in, BUFFER),
                        EXPANDED_MAX,
                        "an upload is at most 4 GB when expanded: split it")) {
            read(expanded, format, into);
        } catch (ZipException | EOFException _) {
            throw new UnreadableUpload(
                    "malformed_gzip", 0, "this is not gzip, or it was cut off: compress it again");
        }
    }

    /// Reads a file, whose name tells its format and whether it is in gzip form.
    public static void read(Path file, ContactUpload into) throws IOException, UnreadableUpload {
        var name = file.getFileName().toString();
        var format =
                UploadFormat.ofFileName(name)
                        .orElseThrow(() ->
                                new UnreadableUpload(
                                        "unknown_format",
                                        0,
                                        "an audience is a .csv or .ndjson file, with .gz or without"));
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            if (UploadFormat.isGzip(name)) readGzip(in, format, into);
            else read(in, format, into);
        }
    }
}

package postrider.api.upload;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads files of suppressions, CSV or the JSON of SES, in UTF-8. A few hundred kilobytes of memory,
/// whatever the size.
public final class SuppressionRows {
    private static final int BUFFER = 64 * 1024;

    private SuppressionRows() {}

    /// How the file is written down.
    public enum Syntax {
        CSV,
        JSON
    }

    /// Reads to the end.
    ///
    /// @param named empty to tell the format by its columns
    /// @return the format that it was
    /// @throws UnreadableUpload if the text cannot be read on
    /// @throws postrider.audience.ContactUpload.TooLarge if the stream says so
    /// @throws IOException if the bytes cannot be had
    public static SuppressionFormat read(
            InputStream in, Syntax syntax, Optional<SuppressionFormat> named, SuppressionSink into)
            throws IOException, UnreadableUpload {
        var text = new Utf8Reader(in);
        return switch (syntax) {
            case CSV -> new SuppressionCsv(text, named, into).read();
            case JSON -> new SesJson(text, into).read();
        };
    }

    /// The same for bytes in gzip form, of at most [ContactRows#EXPANDED_MAX] when expanded.
    public static SuppressionFormat readGzip(
            InputStream in, Syntax syntax, Optional<SuppressionFormat> named, SuppressionSink into)
            throws IOException, UnreadableUpload {
        try (var expanded =
                new BoundedStream(
                        new GZIPInputStream(in, BUFFER),
                        ContactRows.EXPANDED_MAX,
                        "an upload is at most 4 GB when expanded: split it")) {
            return read(expanded, syntax, named, into);
        } catch (ZipException | EOFException _) {
            throw new UnreadableUpload(
                    "malformed_gzip", 0, "this is not gzip, or it was cut off: compress it again");
        }
    }
}

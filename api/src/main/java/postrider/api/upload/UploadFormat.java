package postrider.api.upload;

import java.util.Locale;
import java.util.Optional;

/// How contacts are written down.
public enum UploadFormat {
    /// RFC 4180: commas, quotes doubled, a first row that names the columns.
    CSV,
    /// One JSON object a line.
    NDJSON;

    /// The format of `text/csv` and `application/x-ndjson` (or `application/ndjson`), with or without
    /// parameters.
    public static Optional<UploadFormat> ofContentType(String contentType) {
        var semicolon = contentType.indexOf(';');
        var type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "text/csv" -> Optional.of(CSV);
            case "application/x-ndjson", "application/ndjson" -> Optional.of(NDJSON);
            default -> Optional.empty();
        };
    }

    /// The format of a file by its name: `a.csv`, `a.csv.gz`, `a.ndjson`, `a.jsonl`, with `.gz` or not.
    public static Optional<UploadFormat> ofFileName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var plain = isGzip(lower) ? lower.substring(0, lower.length() - ".gz".length()) : lower;
        if (plain.endsWith(".csv")) return Optional.of(CSV);
        return plain.endsWith(".ndjson") || plain.endsWith(".jsonl")
                ? Optional.of(NDJSON)
                : Optional.empty();
    }

    static boolean isGzip(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".gz");
    }
}

package postrider.api.upload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Suppressions from what Amazon SES lists as JSON: whole answers of `list-suppressed-destinations`, one
/// after another, or one object a line as its bulk import takes them. Whatever stands around an object
/// with an address does not matter.
final class SesJson {
    private static final int DEPTH_MAX = 8;
    private static final int TEXT_MAX = 8_192;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(TEXT_MAX)
                                    .build())
                    .build();

    private final Reader text;
    private final SuppressionSink into;
    private long entries;

    SesJson(Reader text, SuppressionSink into) {
        this.text = text;
        this.into = into;
    }

    SuppressionFormat read() throws IOException, UnreadableUpload {
        try (var parser = JSON.createParser(text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken())
                if (token == JsonToken.START_OBJECT) object(parser);
        } catch (JsonProcessingException e) {
            throw new UnreadableUpload(
                    "malformed_json",
                    entries,
                    "after entry " + entries + ": this is no JSON, or too long or deep for this");
        }
        return SuppressionFormat.SES;
    }

    /// An object whose own fields hold an address is an entry; objects inside of others are looked at
    /// on their own.
    private void object(JsonParser parser) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (var token = parser.nextToken();
                token != null && token != JsonToken.END_OBJECT;
                token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) object(parser);
            else if (token.isScalarValue() && parser.currentName() != null)
                fields.put(parser.currentName().toLowerCase(Locale.ROOT), parser.getText());
        }
        if (!fields.containsKey("emailaddress")) return;
        entries++;
        new SuppressionRow(entries, column -> fields.getOrDefault(column, ""))
                .read(SuppressionFormat.SES, into);
    }
}

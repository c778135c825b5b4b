package postrider.api.upload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import postrider.audience.ContactUpload;

/// Contacts from lines of JSON objects: `{"email":"…","first_name":"…"}`. A value is a text, a number
/// or a boolean; `null` is no value. Empty lines are passed over and not counted.
final class NdjsonContacts {
    private final JsonFactory json =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private final Reader text;
    private final ContactUpload upload;
    private final char[] buffer = new char[8192];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int end;
    private long rows;

    NdjsonContacts(Reader text, ContactUpload upload) {
        this.text = text;
        this.upload = upload;
    }

    void read() throws IOException, UnreadableUpload {
        while (nextLine()) {
            if (isBlank()) continue;
            add(line.toString());
            rows++;
        }
    }

    private boolean isBlank() {
        return line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r');
    }

    private boolean nextLine() throws IOException, UnreadableUpload {
        line.setLength(0);
        while (true) {
            if (at == end && !fill()) return !line.isEmpty();
            var start = at;
            while (at < end && buffer[at] != '\n') at++;
            line.append(buffer, start, at - start);
            if (line.length() > ContactRows.ROW_MAX) {
                throw new UnreadableUpload(
                        "row_too_long",
                        rows + 1,
                        "row "
                                + (rows + 1)
                                + ": a line is at most "
                                + ContactRows.ROW_MAX
                                + " characters");
            }
            if (at == end) continue;
            at++;
            return true;
        }
    }

    private boolean fill() throws IOException, UnreadableUpload {
        try {
            at = 0;
            end = Math.max(0, text.read(buffer, 0, buffer.length));
            return end > 0;
        } catch (CharacterCodingException _) {
            throw new UnreadableUpload(
                    "not_utf8",
                    rows + 1,
                    "row " + (rows + 1) + ": this is not UTF-8: save the file as UTF-8");
        }
    }

    private void add(String written) throws IOException {
        try (var parser = json.createParser(written)) {
            Map<String, String> values = new LinkedHashMap<>();
            var wrong = readObject(parser, values);
            if (!wrong.isEmpty()) upload.unreadable(wrong);
            else upload.add(address(values), values);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            upload.unreadable(
                    "no JSON from character " + (where == null ? 1 : where.getColumnNr()) + " on");
        }
    }

    /// What is wrong, or nothing.
    private static String readObject(JsonParser parser, Map<String, String> values)
            throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) return "a row is a JSON object";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            switch (parser.nextToken()) {
                case VALUE_STRING,
                        VALUE_NUMBER_INT,
                        VALUE_NUMBER_FLOAT,
                        VALUE_TRUE,
                        VALUE_FALSE -> {
                    var value = parser.getText();
                    if (!isText(value)) return "half a surrogate pair is no text";
                    values.put(name, value);
                }
                case VALUE_NULL -> {}
                default -> {
                    return "a value is a text, a number or a boolean, not an object or array";
                }
            }
        }
        return parser.nextToken() == null ? "" : "one object a line";
    }

    /// JSON can name halves of a pair, which no UTF-8 can hold.
    private static boolean isText(String value) {
        return value.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /// Takes the address out of the values.
    private static String address(Map<String, String> values) {
        for (var wanted : CsvHeader.ADDRESS_NAMES) {
            for (var name : values.keySet()) {
                if (!name.toLowerCase(Locale.ROOT).replace('-', '_').equals(wanted)) continue;
                return values.remove(name);
            }
        }
        return "";
    }
}

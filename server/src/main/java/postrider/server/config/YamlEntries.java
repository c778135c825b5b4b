package postrider.server.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads YAML as flat entries with their lines. `a: {b: 1}` and `a.b: 1` are the same.
final class YamlEntries {
    /// No configuration comes near it.
    private static final int DEPTH_MAX = 10;

    private final String file;
    private final JsonParser parser;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Mistake> mistakes;

    private YamlEntries(String file, JsonParser parser, List<Mistake> mistakes) {
        this.file = file;
        this.parser = parser;
        this.mistakes = mistakes;
    }

    /// @param file its name, for messages
    /// @param mistakes gets what cannot be read
    static List<Entry> read(String file, String text, List<Mistake> mistakes) {
        try (var parser = new YAMLFactory().createParser(text)) {
            var reader = new YamlEntries(file, parser, mistakes);
            reader.document();
            return reader.entries;
        } catch (JsonProcessingException e) {
            var at = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            mistakes.add(new Mistake(file + at, "this is not YAML: " + firstLine(e)));
            return List.of();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private void document() throws IOException {
        var first = parser.nextToken();
        if (first == null) return;
        if (first == JsonToken.START_OBJECT) object("", 0);
        else mistake("the file must hold keys and values, such as \"http.port: 8080\"");
    }

    private void object(String path, int depth) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            value(path.isEmpty() ? name : path + "." + name, depth + 1);
        }
    }

    private void value(String path, int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            mistake("nested deeper than any key is");
            parser.skipChildren();
            return;
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> object(path, depth);
            case START_ARRAY -> array(path, depth);
            case VALUE_NULL -> {}
            default -> entries.add(new Entry(path, parser.getText(), here()));
        }
    }

    private void array(String path, int depth) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++)
            value(path + "[" + i + "]", depth + 1);
    }

    private void mistake(String what) {
        mistakes.add(new Mistake(here(), what));
    }

    private String here() {
        return file + ":" + parser.currentTokenLocation().getLineNr();
    }
}

package postrider.mail.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The text of a YAML file.
///
/// @param name for messages
public record DataFile(String name, String text) {
    /// No file of rules comes near it.
    public static final int BYTES_MAX = 1 << 20;

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /// @throws BadData if it cannot be read as UTF-8 text
    public static DataFile at(Path file) {
        try {
            if (Files.size(file) <= BYTES_MAX)
                return new DataFile(file.toString(), Files.readString(file));
            throw new BadData(List.of(file + " is larger than " + BYTES_MAX + " bytes"));
        } catch (IOException e) {
            throw new BadData(List.of("cannot read " + file + " as UTF-8 text: " + e.getMessage()));
        }
    }

    /// One that is packed with the program.
    ///
    /// @param path from the root of the class path
    public static DataFile packed(String path) {
        try (var in = DataFile.class.getResourceAsStream(path)) {
            if (in == null) throw new IllegalArgumentException("nothing is packed at " + path);
            return new DataFile(
                    path.substring(path.lastIndexOf('/') + 1),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its keys and values; empty where it has none.
    ///
    /// @param mistakes gets what is wrong with it
    public Optional<Fields> fields(List<String> mistakes) {
        try {
            if (YAML.readTree(text) instanceof ObjectNode node)
                return Optional.of(new Fields(name, node, mistakes));
            mistakes.add(name + ": the file must hold keys and values");
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            var line = location == null ? "" : ":" + location.getLineNr();
            var why = e.getOriginalMessage().lines().findFirst().orElse("");
            mistakes.add(name + line + ": this is not YAML: " + why);
        }
        return Optional.empty();
    }
}

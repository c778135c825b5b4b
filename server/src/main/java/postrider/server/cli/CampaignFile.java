package postrider.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A campaign as it is written in a file: the fields of `POST /v1/campaigns`, with the content in
/// `html_file` and `text_file` (beside the campaign's file) or in `html` and `text`, instead of ids.
///
/// @param plan the other fields, as the API takes them
record CampaignFile(ObjectNode plan, String name, String html, Optional<String> text) {
    private static final int BYTES_MAX = 4 << 20;

    /// @throws CannotDo saying what to mend
    static CampaignFile read(Path file) {
        var tree = parse(file);
        if (!(tree instanceof ObjectNode plan))
            throw CannotDo.refused(
                    file + " must hold keys and values, such as \"from: news@example.com\"");
        for (var ours : new String[] {"template_id", "recipient_list_id"}) {
            if (plan.has(ours))
                throw CannotDo.refused(
                        "%s: \"%s\" is for the API; here, name \"html_file\" and --audience"
                                .formatted(file, ours));
        }
        var html = content(plan, "html", file);
        if (html.isEmpty())
            throw CannotDo.refused(
                    file + ": \"html_file\" is missing: name the file with the mail's HTML");
        var text = content(plan, "text", file);
        var name = plan.path("name").asText(String.valueOf(file.getFileName()));
        return new CampaignFile(plan, name, html.get(), text);
    }

    private static JsonNode parse(Path file) {
        try {
            return new YAMLMapper().readTree(readText(file));
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw CannotDo.refused(file + line + ": this is not YAML: " + e.getOriginalMessage());
        }
    }

    /// Takes `html` or `html_file` out of the plan.
    private static Optional<String> content(ObjectNode plan, String kind, Path file) {
        var inline = plan.remove(kind);
        var named = plan.remove(kind + "_file");
        if (inline != null && named != null)
            throw CannotDo.refused(
                    "%s: give \"%s\" or \"%s_file\", not both".formatted(file, kind, kind));
        if (named != null) return Optional.of(readText(file.resolveSibling(named.asText())));
        return Optional.ofNullable(inline).map(JsonNode::asText);
    }

    private static String readText(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX)
                throw CannotDo.refused(file + " is larger than " + BYTES_MAX + " bytes");
            return Files.readString(file);
        } catch (IOException e) {
            throw CannotDo.refused("cannot read " + file + " as UTF-8 text: is the name right?");
        }
    }
}

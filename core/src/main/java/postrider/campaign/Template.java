package postrider.campaign;

import java.time.Instant;
import java.util.Optional;

/// What a campaign says, before a recipient's values are put in. Versions are kept: a launched
/// campaign stays with the one it was launched with.
///
/// @param version counted from 1
/// @param text the text part, or empty to make it from the HTML
public record Template(
        TemplateId id,
        ProjectId project,
        int version,
        String name,
        String html,
        Optional<String> text,
        Instant changed) {
    public static final int NAME_MAX = 200;
    public static final int CHARACTERS_MAX = 1_000_000;

    public Template {
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new IllegalArgumentException(
                    "a template's name is 1 to " + NAME_MAX + " characters");
        }
        if (html.length() > CHARACTERS_MAX || text.orElse("").length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "a part is at most " + CHARACTERS_MAX + " characters");
        }
    }
}

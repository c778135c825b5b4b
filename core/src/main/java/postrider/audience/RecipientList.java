package postrider.audience;

import java.time.Instant;
import java.util.Set;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;

/// A list of contacts. Its content is a sequence of segments that are only ever appended, so a
/// version is a number of segments, and freezing one costs nothing.
///
/// @param version segments of completed uploads
/// @param contacts contacts in them, doubles between uploads counted twice
/// @param fields the contacts' fields, other than the address
/// @param sealedKey the data key of this list, wrapped by the key vault
public record RecipientList(
        ListId id,
        ProjectId project,
        String name,
        int version,
        long contacts,
        Set<String> fields,
        byte[] sealedKey,
        Instant created) {
    public static final int NAME_MAX = 200;
    public static final int FIELDS_MAX = 100;

    public RecipientList {
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new IllegalArgumentException("a list's name is 1 to " + NAME_MAX + " characters");
        }
        fields = Set.copyOf(fields);
        if (fields.size() > FIELDS_MAX)
            throw new IllegalArgumentException("at most " + FIELDS_MAX + " fields");
    }
}

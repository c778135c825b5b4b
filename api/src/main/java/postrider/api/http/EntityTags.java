package postrider.api.http;

import java.util.Arrays;

/// Entity tags that name versions, and what `If-Match` asks of them (RFC 9110 13.1.1).
public final class EntityTags {
    private EntityTags() {}

    static String of(int version) {
        return "\"" + version + "\"";
    }

    /// Refuses unless `If-Match` names this version (412) or is missing (428, RFC 6585 section 3).
    public static void require(Call call, int version) {
        var wanted = call.header("If-Match");
        if (wanted.isEmpty()) {
            throw new Refusal(
                    428,
                    "if_match_needed",
                    "send If-Match with the ETag that GET told, so that no edit is lost");
        }
        if (!names(wanted.get(), version)) throw changed();
    }

    /// The refusal of an edit of what somebody else changed.
    public static Refusal changed() {
        return new Refusal(
                412, "changed", "it was changed since this ETag: GET it again and repeat the edit");
    }

    /// Weak tags never match here: RFC 9110 13.1.1 asks for strong comparison.
    private static boolean names(String header, int version) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(of(version)));
    }
}

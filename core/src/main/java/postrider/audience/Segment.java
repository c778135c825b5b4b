package postrider.audience;

/// A part of an upload, sealed: at most 1,000 contacts in the order of the upload.
///
/// @param number its place in the list, from 0; segments are appended, never changed
/// @param upload counts the list's uploads, from 1: of two contacts with one address the later
///     upload's holds, and within one upload the first
/// @param contacts contacts in it
/// @param bytes what `Seal` made of the rows
public record Segment(int number, int upload, int contacts, byte[] bytes) {
    public static final int CONTACTS_MAX = 1_000;

    public Segment {
        if (contacts < 1 || contacts > CONTACTS_MAX) {
            throw new IllegalArgumentException(
                    "a segment holds 1 to " + CONTACTS_MAX + " contacts: " + contacts);
        }
    }
}

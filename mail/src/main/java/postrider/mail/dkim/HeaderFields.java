package postrider.mail.dkim;

import java.util.List;
import postrider.mail.mime.Bytes;

/// The fields of a header, found by their places in it.
final class HeaderFields {
    /// Our own mails have about fifteen.
    private static final int FIELDS_MAX = 100;

    private final byte[] mail;
    private final int[] starts = new int[FIELDS_MAX + 1];
    private int count;

    /// @param end where the body begins, after the empty line
    HeaderFields(byte[] mail, int start, int end) {
        this.mail = mail;
        int at = start;
        while (at < end && mail[at] != '\r') {
            if (count == FIELDS_MAX)
                throw new IllegalStateException("over " + FIELDS_MAX + " header fields");
            starts[count++] = at;
            at = nextField(at, end);
        }
        starts[count] = at;
    }

    /// A line that begins with a blank goes on with the field before.
    private int nextField(int from, int end) {
        int at = from;
        do {
            while (mail[at] != '\n') at++;
            at++;
        } while (at < end && (mail[at] == ' ' || mail[at] == '\t'));
        return at;
    }

    /// Appends the fields in the order of the names, the last of a name first (RFC 6376 5.4.2); a
    /// name without a field left stands for nothing.
    void canonicalise(List<byte[]> names, Bytes to) {
        var used = new boolean[count];
        for (var name : names) {
            for (int i = count - 1; i >= 0; i--) {
                if (used[i] || !isNamed(i, name)) continue;
                used[i] = true;
                Relaxed.header(mail, starts[i], starts[i + 1], to);
                break;
            }
        }
    }

    private boolean isNamed(int field, byte[] name) {
        int at = starts[field];
        for (var c : name) {
            if (Relaxed.lower(mail[at++]) != c) return false;
        }
        return mail[at] == ':';
    }
}

package postrider.mail.dkim;

import postrider.mail.mime.Bytes;

/// The relaxed canonicalisation of RFC 6376 3.4.2 and 3.4.4.
final class Relaxed {
    private Relaxed() {}

    /// A field: name in lower case, unfolded, every run of blanks one blank, none around the colon
    /// and at the end.
    static void header(byte[] mail, int from, int to, Bytes out) {
        int at = from;
        while (mail[at] != ':') {
            if (!isBlank(mail[at])) out.add(lower(mail[at]));
            at++;
        }
        out.add(':');
        at++;
        var blankOwed = false;
        int start = out.length();
        for (; at < to; at++) {
            var c = mail[at];
            if (c == '\r' || c == '\n') continue;
            if (isBlank(c)) blankOwed = true;
            else {
                if (blankOwed && out.length() > start) out.add(' ');
                blankOwed = false;
                out.add(c);
            }
        }
        out.add('\r');
        out.add('\n');
    }

    /// A body: every run of blanks one blank, none at the ends of lines, no empty lines at the end,
    /// and a line end at the end unless it is empty. One pass: blanks and line ends are owed until
    /// something comes after them.
    static void body(byte[] mail, int from, int to, Bytes out) {
        // Never longer than the body and a last line end.
        int room = out.reserve(to - from + 2);
        var array = out.array();
        int written = room;
        int lineEndsOwed = 0;
        var blankOwed = false;
        for (int i = from; i < to; i++) {
            var c = mail[i];
            if (c == ' ' || c == '\t') blankOwed = true;
            else if (c == '\r' && i + 1 < to && mail[i + 1] == '\n') {
                lineEndsOwed++;
                blankOwed = false;
                i++;
            } else {
                for (; lineEndsOwed > 0; lineEndsOwed--) {
                    array[written++] = '\r';
                    array[written++] = '\n';
                }
                if (blankOwed) array[written++] = ' ';
                blankOwed = false;
                array[written++] = c;
            }
        }
        if (written > room) {
            array[written++] = '\r';
            array[written++] = '\n';
        }
        out.cutTo(written);
    }

    static byte lower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }
}

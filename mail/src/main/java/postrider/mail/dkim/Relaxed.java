package postrider.mail.dkim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import postrider.mail.mime.Bytes;

/// The relaxed canonicalisation of RFC 6376 3.4.2 and 3.4.4.
final class Relaxed {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long TABS = 0x0909_0909_0909_0909L;
    private static final long RETURNS = 0x0d0d_0d0d_0d0d_0d0dL;
    private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

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
            if (lineEndsOwed == 0 && !blankOwed) {
                for (; i + Long.BYTES < to && isPlain(mail, i); i += Long.BYTES) {
                    EIGHT.set(array, written, (long) EIGHT.get(mail, i));
                    written += Long.BYTES;
                }
            }
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

    /// Whether these eight octets stay as they are: no tab, no line end, no blank beside another or at
    /// the end of a line. Most of a body is such, and this looks at eight at a time.
    private static boolean isPlain(byte[] mail, int at) {
        var eight = (long) EIGHT.get(mail, at);
        var blanks = equal(eight, SPACES);
        if ((equal(eight, TABS) | equal(eight, RETURNS) | (blanks & blanks << Byte.SIZE)) != 0)
            return false;
        // The last of them is the highest: a blank there depends on what follows.
        return blanks >= 0 || !(isBlank(mail[at + Long.BYTES]) || mail[at + Long.BYTES] == '\r');
    }

    /// The high bit of every octet that is equal to that of the pattern.
    private static long equal(long eight, long pattern) {
        var differing = eight ^ pattern;
        return ~((differing & LOW_BITS) + LOW_BITS | differing | LOW_BITS);
    }

    static byte lower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }
}

package postrider.testkit.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads one mail up to its final dot and keeps nothing of it but the Message-ID and the size. Only
/// CRLF.CRLF ends it: a bare LF never does.
final class MailScan {
    private static final byte[] NAME = "message-id:".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_MAX = 998;

    private final Wire wire;
    private String messageId = "";
    private long size;

    MailScan(Wire wire) {
        this.wire = wire;
    }

    /// Without angle brackets; empty where the mail has none.
    String messageId() {
        return messageId;
    }

    /// Octets as they came, the final dot not counted.
    long size() {
        return size;
    }

    /// The header of the mail that comes next, as far as there is room to look ahead; nothing is read
    /// by that.
    String peekHeader() throws IOException {
        // The line end before the mail is needed again.
        wire.at -= 2;
        try {
            var end = endOfHeader();
            while (end < 0 && !wire.isFull() && wire.fill()) end = endOfHeader();
            if (end < 0) return "";
            var start = wire.at + 2;
            return new String(wire.in, start, end - start, StandardCharsets.UTF_8);
        } finally {
            wire.at += 2;
        }
    }

    /// Behind the CRLF of its last line.
    private int endOfHeader() {
        for (int i = wire.at + 2; i + 3 < wire.end; i++) {
            if (wire.in[i] == '\r' && wire.in[i + 1] == '\n' && wire.in[i + 2] == '\r')
                return i + 2;
        }
        return -1;
    }

    /// Answers false if the connection ends before the dot. The DATA line must be the last that was
    /// read, and nothing read since.
    boolean read() throws IOException {
        messageId = "";
        size = 0;
        var start = wire.offset(wire.at);
        // The line end before the mail counts: a mail may consist of the dot alone.
        wire.at -= 2;
        if (!readHeader() || !readToDot()) return false;
        size = wire.offset(wire.at) - 3 - start;
        return true;
    }

    /// Leaves the wire at the line end before the first line that is of no interest.
    private boolean readHeader() throws IOException {
        var found = false;
        while (true) {
            var start = wire.at + 2;
            var lf = indexOfLineFeed(start);
            if (lf < 0) {
                if (wire.isFull()) return true;
                if (!wire.fill()) return false;
                continue;
            }
            if (wire.in[start] == '\r' || wire.in[start] == '.') return true;
            if (found && !isFolded(start)) return true;
            var value = found ? start : valueOf(start, lf);
            if (value >= 0) {
                found = true;
                messageId = idIn(value, lf);
                if (!messageId.isEmpty()) return true;
            }
            wire.at = lf - 1;
        }
    }

    private int indexOfLineFeed(int from) {
        for (int i = from; i < wire.end; i++) if (wire.in[i] == '\n') return i;
        return -1;
    }

    private boolean isFolded(int start) {
        return wire.in[start] == ' ' || wire.in[start] == '\t';
    }

    private int valueOf(int start, int end) {
        if ((wire.in[start] | 0x20) != 'm' || end - start < NAME.length) return -1;
        for (int i = 1; i < NAME.length; i++) {
            var b = wire.in[start + i];
            var lower = b >= 'A' && b <= 'Z' ? b | 0x20 : b;
            if (lower != NAME[i]) return -1;
        }
        return start + NAME.length;
    }

    private String idIn(int from, int to) {
        while (from < to && isPadding(wire.in[from])) from++;
        while (from < to && isPadding(wire.in[to - 1])) to--;
        var id = new String(wire.in, from, Math.min(to - from, ID_MAX), StandardCharsets.UTF_8);
        return id.chars().anyMatch(Character::isISOControl) ? "" : id;
    }

    private static boolean isPadding(byte b) {
        return (b >= 0 && b <= ' ') || b == '<' || b == '>';
    }

    /// Horspool's search: looks at every fifth byte where the mail is ordinary text.
    private boolean readToDot() throws IOException {
        var in = wire.in;
        while (true) {
            var i = wire.at;
            var last = wire.end - 5;
            while (i <= last) {
                var seen = in[i + 4];
                // Letters and digits, so nearly always.
                if (seen > '.') {
                    i += 5;
                    continue;
                }
                switch (seen) {
                    case '\n' -> {
                        if (isDot(in, i)) {
                            wire.at = i + 5;
                            return true;
                        }
                        i += 3;
                    }
                    case '\r' -> i += 1;
                    case '.' -> i += 2;
                    default -> i += 5;
                }
            }
            wire.at = i;
            if (!wire.fill()) return false;
        }
    }

    private static boolean isDot(byte[] in, int i) {
        return in[i] == '\r' && in[i + 1] == '\n' && in[i + 2] == '.' && in[i + 3] == '\r';
    }
}

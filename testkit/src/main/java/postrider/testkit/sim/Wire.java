package postrider.testkit.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// One connection's bytes: lines in, replies out. Replies are held back until there is nothing left
/// to read, so that pipelined commands are answered in one write (RFC 2920 3.2).
final class Wire {
    private static final int IN_BYTES = 32 * 1024;
    private static final int OUT_BYTES = 2 * 1024;
    // RFC 5321 4.5.3.1.4: 512 octets, and more for extensions' parameters.
    private static final int LINE_MAX = 2 * 1024;

    final byte[] in = new byte[IN_BYTES];
    int at;
    int end;

    private final InputStream source;
    private final OutputStream sink;
    private final byte[] out = new byte[OUT_BYTES];
    private int held;
    private long discarded;

    Wire(InputStream source, OutputStream sink) {
        this.source = source;
        this.sink = sink;
    }

    /// What became of asking for a line.
    enum Line {
        READ,
        TOO_LONG,
        ENDED
    }

    private int lineStart;
    private int lineEnd;

    /// Reads the next line up to its CRLF. [#verb] and [#lineText] then speak
    /// of it.
    Line readLine() throws IOException {
        var from = at;
        while (true) {
            var lf = indexOfLineFeed(from);
            if (lf > at && in[lf - 1] == '\r') {
                lineStart = at;
                lineEnd = lf - 1;
                at = lf + 1;
                return Line.READ;
            }
            // A bare LF ends no line (RFC 5321 2.3.8).
            from = (lf < 0 ? end : lf + 1) - at;
            if (from > LINE_MAX) return Line.TOO_LONG;
            if (lf < 0 && !fill()) return Line.ENDED;
            from += at;
        }
    }

    private int indexOfLineFeed(int from) {
        for (int i = from; i < end; i++) if (in[i] == '\n') return i;
        return -1;
    }

    /// The first four letters of the line in upper case, as one number; 0 if it is shorter.
    int verb() {
        if (lineEnd - lineStart < 4) return 0;
        return verb(in[lineStart], in[lineStart + 1], in[lineStart + 2], in[lineStart + 3]);
    }

    static int verb(String verb) {
        return verb(
                (byte) verb.charAt(0),
                (byte) verb.charAt(1),
                (byte) verb.charAt(2),
                (byte) verb.charAt(3));
    }

    private static int verb(byte a, byte b, byte c, byte d) {
        return ((a << 24) | (b << 16 & 0xff0000) | (c << 8 & 0xff00) | (d & 0xff)) & 0xdfdfdfdf;
    }

    String lineText() {
        return new String(in, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8);
    }

    /// Reads more, after everything held back has been written. Moves what is unread to the front.
    boolean fill() throws IOException {
        flush();
        System.arraycopy(in, at, in, 0, end - at);
        discarded += at;
        end -= at;
        at = 0;
        if (end == in.length) throw new IOException("no room for more: read what is there");
        var count = source.read(in, end, in.length - end);
        if (count < 0) return false;
        end += count;
        return true;
    }

    boolean isFull() {
        return at == 0 && end == in.length;
    }

    /// How far into the stream the index `at` of [#in] is.
    long offset(int index) {
        return discarded + index;
    }

    void say(byte[] line) throws IOException {
        if (held + line.length > out.length) flush();
        System.arraycopy(line, 0, out, held, line.length);
        held += line.length;
    }

    void flush() throws IOException {
        if (held == 0) return;
        sink.write(out, 0, held);
        sink.flush();
        held = 0;
    }
}

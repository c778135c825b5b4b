package postrider.mail.smtp;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import postrider.delivery.Mail;

/// What is about to be written: commands and mails, gathered so that one write takes them. Mails
/// longer than the buffer leave in slices.
final class OutBuffer {
    private static final int START = 16 * 1024;

    /// Enough for nearly every mail with the next envelope; more would only be memory.
    static final int MAX = 64 * 1024;

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] DOT = {'.', '\r', '\n'};
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * LOW_BITS;

    private final Watch.Guard guard;
    private final Duration blockTime;
    private Wire wire;
    private byte[] bytes = new byte[START];
    private int length;
    private int dotEnd = Integer.MAX_VALUE;
    private boolean dotLeft;

    OutBuffer(Wire wire, Watch.Guard guard, Duration blockTime) {
        this.wire = wire;
        this.guard = guard;
        this.blockTime = blockTime;
    }

    void switchTo(Wire secured) {
        wire = secured;
    }

    OutBuffer put(byte[] part) throws IOException {
        append(part, 0, part.length);
        return this;
    }

    OutBuffer put(String text) throws IOException {
        if (length + text.length() > MAX) flush();
        grow(Math.min(MAX, length + text.length()));
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x80 || length == bytes.length)
                return put(text.substring(i).getBytes(StandardCharsets.UTF_8));
            bytes[length++] = (byte) c;
        }
        return this;
    }

    OutBuffer endLine() throws IOException {
        return put(CRLF);
    }

    /// The mail, dot-stuffed (RFC 5321 4.5.2), with its final dot.
    void put(Mail mail) throws IOException {
        dotLeft = false;
        var text = mail.buffer();
        var from = 0;
        var dot = mail.length() > 0 && text[0] == '.' ? 0 : nextDot(text, 0, mail.length());
        while (dot < mail.length()) {
            append(text, from, dot - from);
            append(DOT, 0, 1);
            from = dot;
            dot = nextDot(text, dot, mail.length());
        }
        append(text, from, mail.length() - from);
        if (mail.length() > 0 && text[mail.length() - 1] != '\n') put(CRLF);
        put(DOT);
        dotEnd = length;
    }

    /// Where the next line after `from` starts with a dot, or `to`. A line feed alone counts as a
    /// line's end too: some hosts see one there.
    private static int nextDot(byte[] text, int from, int to) {
        var i = from;
        while (i <= to - 9) {
            var difference = (long) LONGS.get(text, i) ^ LINE_FEEDS;
            var found = (difference - LOW_BITS) & ~difference & HIGH_BITS;
            if (found == 0) {
                i += 8;
                continue;
            }
            i += Long.numberOfTrailingZeros(found) >>> 3;
            if (text[i + 1] == '.') return i + 1;
            i++;
        }
        for (; i < to - 1; i++) if (text[i] == '\n' && text[i + 1] == '.') return i + 1;
        return to;
    }

    private void append(byte[] part, int from, int count) throws IOException {
        var at = from;
        var left = count;
        while (left > 0) {
            if (length == MAX) flush();
            grow(Math.min(MAX, length + left));
            var fits = Math.min(left, bytes.length - length);
            System.arraycopy(part, at, bytes, length, fits);
            length += fits;
            at += fits;
            left -= fits;
        }
    }

    private void grow(int needed) {
        if (needed > bytes.length)
            bytes = Arrays.copyOf(bytes, Math.min(MAX, Math.max(needed, 2 * bytes.length)));
    }

    /// Writes what is gathered, in one write.
    void flush() throws IOException {
        var count = length;
        length = 0;
        if (count == 0) return;
        guard.arm(blockTime);
        wire.write(bytes, count);
        guard.disarm();
        dotLeft |= dotEnd <= count;
        dotEnd = Integer.MAX_VALUE;
    }

    /// After a flush that failed: whether the final dot may be on its way.
    boolean dotMayHaveLeft() {
        return dotLeft || dotEnd <= wire.sentAtMost();
    }
}

package postrider.mail.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import postrider.mail.reply.ReplyText;

/// Reads replies (RFC 5321 4.2) out of one reused buffer. What the last one said stays until the
/// next is read.
final class ReplyReader {
    /// RFC 5321 4.5.3.1.5 says 512; some hosts say more. The rest of a line is not kept.
    static final int LINE_MAX = 4_096;

    /// The longest EHLO answers have some thirty lines.
    static final int LINES_MAX = 100;

    private static final int BYTES_MAX = LINES_MAX * LINE_MAX;
    private static final int KEPT_MAX = 4_096;

    private final Watch.Guard guard;
    private Wire wire;
    private final byte[] in = new byte[4_096];
    private int at;
    private int end;
    private byte[] line = new byte[128];
    private int lineLength;
    private byte[] kept = new byte[256];
    private int keptLength;
    private int code;
    private int taken;
    private boolean armed;

    ReplyReader(Wire wire, Watch.Guard guard) {
        this.wire = wire;
        this.guard = guard;
    }

    /// What came is no reply: whatever follows cannot be understood either.
    static final class Garbage extends IOException {
        private static final long serialVersionUID = 1L;

        Garbage(String message) {
            super(message);
        }
    }

    /// Goes on over TLS.
    ///
    /// @throws Garbage if something was said before the handshake: it would count as said inside
    void switchTo(Wire secured) throws Garbage {
        if (at < end) throw new Garbage("the host talks on after STARTTLS, before the handshake");
        wire = secured;
    }

    /// Reads a whole reply and returns its code.
    ///
    /// @param time for all of it, from when it has to be waited for
    /// @throws Garbage if it is none
    int read(Duration time) throws IOException {
        keptLength = 0;
        taken = 0;
        try {
            for (var lines = 1; lines <= LINES_MAX; lines++) {
                line(time);
                code = codeOfLine();
                keepLine();
                if (lineLength <= 3 || line[3] != '-') return code;
            }
        } finally {
            if (armed) guard.disarm();
            armed = false;
        }
        throw new Garbage("a reply of more than " + LINES_MAX + " lines");
    }

    private void line(Duration time) throws IOException {
        lineLength = 0;
        while (true) {
            var stop = at;
            while (stop < end && in[stop] != '\n') stop++;
            append(stop);
            if (stop < end) {
                at = stop + 1;
                if (lineLength > 0 && line[lineLength - 1] == '\r') lineLength--;
                return;
            }
            if (!armed) guard.arm(time);
            armed = true;
            fill();
        }
    }

    private void append(int stop) {
        var count = Math.min(stop - at, LINE_MAX - lineLength);
        if (lineLength + count > line.length)
            line = Arrays.copyOf(line, Math.max(2 * line.length, lineLength + count));
        System.arraycopy(in, at, line, lineLength, count);
        lineLength += count;
    }

    private void fill() throws IOException {
        at = 0;
        end = 0;
        var count = wire.read(in, 0);
        if (count < 0) throw new EOFException("the far side hung up");
        end = count;
        taken += count;
        if (taken > BYTES_MAX) throw new Garbage("a reply without an end");
    }

    private int codeOfLine() throws Garbage {
        var a = digit(0);
        var b = digit(1);
        var c = digit(2);
        var separated = lineLength == 3 || (lineLength > 3 && (line[3] == ' ' || line[3] == '-'));
        if (a < 2 || a > 5 || b < 0 || c < 0 || !separated)
            throw new Garbage("no SMTP reply: it does not start with a reply code");
        return 100 * a + 10 * b + c;
    }

    private int digit(int index) {
        if (index >= lineLength) return -1;
        var digit = line[index] - '0';
        return digit <= 9 ? digit : -1;
    }

    private void keepLine() {
        var count = Math.min(Math.max(0, lineLength - 4), KEPT_MAX - keptLength - 1);
        if (count < 0) return;
        if (keptLength + count + 1 > kept.length)
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, keptLength + count + 1));
        if (keptLength > 0) kept[keptLength++] = '\n';
        if (count > 0) System.arraycopy(line, 4, kept, keptLength, count);
        keptLength += count;
    }

    int code() {
        return code;
    }

    /// What it said, fit to store.
    ReplyText text() {
        return ReplyText.of(kept, keptLength);
    }

    /// What it said, line by line, without the codes: for EHLO.
    List<String> lines() {
        return new String(kept, 0, keptLength, StandardCharsets.US_ASCII).lines().toList();
    }
}

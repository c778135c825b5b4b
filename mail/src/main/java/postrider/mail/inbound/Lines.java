package postrider.mail.inbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines that a host sends, and the mails. Only CRLF ends a line (RFC 5321 2.3.8): who takes
/// a bare LF for one can be made to see a mail where another host saw text ("SMTP smuggling").
final class Lines {
    private static final int BUFFER = 16 * 1024;

    /// RFC 5321 4.5.3.1.4: 512 octets, and more for extensions' parameters.
    private static final int COMMAND_MAX = 2 * 1024;

    private static final int GROWTH = 64 * 1024;

    private final InputStream source;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    Lines(InputStream source) {
        this.source = source;
    }

    /// What was read for a line.
    sealed interface Line {
        record Text(String text) implements Line {}

        /// Too long, or with a bare LF or CR in it.
        record Malformed() implements Line {}

        record Ended() implements Line {}
    }

    /// Whether the host has sent more than was read.
    boolean hasMore() {
        return at < end;
    }

    Line next() throws IOException {
        var line = new byte[COMMAND_MAX];
        for (int length = 0; length < COMMAND_MAX; ) {
            int b = read();
            if (b < 0) return new Line.Ended();
            if (b == '\n') return new Line.Malformed();
            if (b != '\r') {
                line[length++] = (byte) b;
                continue;
            }
            if (read() != '\n') return new Line.Malformed();
            return new Line.Text(new String(line, 0, length, StandardCharsets.UTF_8));
        }
        return new Line.Malformed();
    }

    private int read() throws IOException {
        if (at == end && !fill()) return -1;
        return buffer[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(source.read(buffer, 0, buffer.length), 0);
        return end > 0;
    }

    /// What was read for a mail.
    sealed interface Data {
        record Whole(byte[] bytes) implements Data {}

        record TooLarge() implements Data {}

        /// There is no memory for it now.
        record NoRoom() implements Data {}

        /// A bare LF.
        record Malformed() implements Data {}

        record Ended() implements Data {}
    }

    /// Reads up to the final dot, even where the mail is not kept, so that the dialogue goes on in
    /// step; but no further than twice the limit.
    ///
    /// @param room is asked for what the mail takes, and gets nothing back
    Data mail(int max, Room.Share room) throws IOException {
        var reader = new DataReader(max, room);
        while (true) {
            int b = read();
            if (b < 0) return new Data.Ended();
            if (reader.isEnd(b)) return reader.data();
            if (reader.count > 2L * max) return new Data.Ended();
        }
    }

    private static final class DataReader {
        private final int max;
        private final Room.Share room;
        private byte[] bytes = {};
        private int length;
        private long count;
        private boolean hasBareLf;
        private boolean isFull;
        private boolean isTooLarge;
        private State state = State.LINE_START;

        private enum State {
            LINE_START,
            TEXT,
            CR,
            DOT,
            DOT_CR
        }

        DataReader(int max, Room.Share room) {
            this.max = max;
            this.room = room;
        }

        /// RFC 5321 4.5.2: a dot at a line's start is taken away, and alone it is the end.
        boolean isEnd(int b) {
            count++;
            switch (state) {
                case LINE_START -> {
                    if (b == '.') state = State.DOT;
                    else text(b);
                }
                case DOT -> {
                    if (b == '\r') state = State.DOT_CR;
                    else text(b);
                }
                case DOT_CR -> {
                    if (b == '\n') return true;
                    add('\r');
                    text(b);
                }
                case CR -> {
                    if (b == '\n') {
                        add(b);
                        state = State.LINE_START;
                    } else text(b);
                }
                case TEXT -> text(b);
            }
            return false;
        }

        private void text(int b) {
            hasBareLf |= b == '\n';
            add(b);
            state = b == '\r' ? State.CR : State.TEXT;
        }

        private void add(int b) {
            if (length == bytes.length && !grow()) return;
            bytes[length++] = (byte) b;
        }

        private boolean grow() {
            isTooLarge |= length == max;
            if (isFull || isTooLarge) return false;
            var wanted = (int) Math.min(max, Math.max(GROWTH, bytes.length * 2L));
            if (!room.take(wanted - bytes.length)) {
                isFull = true;
                return false;
            }
            bytes = Arrays.copyOf(bytes, wanted);
            return true;
        }

        Data data() {
            if (hasBareLf) return new Data.Malformed();
            if (isTooLarge) return new Data.TooLarge();
            return isFull ? new Data.NoRoom() : new Data.Whole(Arrays.copyOf(bytes, length));
        }
    }
}

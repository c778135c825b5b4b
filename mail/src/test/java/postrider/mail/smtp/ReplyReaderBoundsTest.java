package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How much a host can make us read of one reply, whatever it says.
class ReplyReaderBoundsTest {
    private static final int BUFFER = 4_096;
    private static final int BOUND = ReplyReader.LINES_MAX * ReplyReader.LINE_MAX + BUFFER;

    @Test
    void readsNoMoreThanItsBoundOfALineWithoutAnEnd() throws IOException {
        var host = new Endless("250 ", "x");

        assertThatThrownBy(() -> read(host)).isInstanceOf(ReplyReader.Garbage.class);
        assertThat(host.given).isLessThanOrEqualTo(BOUND);
    }

    @Test
    void readsNoMoreThanItsBoundOfAReplyWithoutAnEnd() throws IOException {
        var host = new Endless("", "250-" + "x".repeat(ReplyReader.LINE_MAX) + "\r\n");

        assertThatThrownBy(() -> read(host)).isInstanceOf(ReplyReader.Garbage.class);
        assertThat(host.given).isLessThanOrEqualTo(BOUND);
    }

    @Test
    void readsNoMoreThanALineOfWhatIsNoReply() throws IOException {
        var host = new Endless("", "no reply\r\n");

        assertThatThrownBy(() -> read(host)).isInstanceOf(ReplyReader.Garbage.class);
        assertThat(host.given).isLessThanOrEqualTo(BUFFER);
    }

    private static void read(Wire wire) throws IOException {
        try (var channel = SocketChannel.open();
                var guard = new Watch(Duration.ofHours(1)).guard(channel)) {
            new ReplyReader(wire, guard).read(Duration.ofHours(1));
        }
    }

    /// A host that says the same again for ever, and counts how much of it was taken.
    private static final class Endless implements Wire {
        private final byte[] start;
        private final byte[] more;
        private long given;

        private Endless(String start, String more) {
            this.start = start.getBytes(StandardCharsets.US_ASCII);
            this.more = more.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read(byte[] into, int from) {
            for (int i = from; i < into.length; i++) into[i] = next();
            return into.length - from;
        }

        private byte next() {
            var at = given++;
            if (at < start.length) return start[(int) at];
            return more[(int) ((at - start.length) % more.length)];
        }

        @Override
        public void write(byte[] bytes, int length) {
            throw new AssertionError("a reader writes nothing");
        }

        @Override
        public int sentAtMost() {
            return 0;
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}

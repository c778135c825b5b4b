package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.delivery.Mail;

class OutBufferTest {
    private final Recorder recorder = new Recorder();

    @Test
    void stuffsEveryLineThatStartsWithADot() throws Exception {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 3_000; i++) {
            var text = randomText(random, i < 2_990 ? random.nextInt(100) : 200_000);

            var out = buffer();
            out.put(mail(text));
            out.flush();

            assertThat(recorder.take()).as("seed %d, mail %d", seed, i).isEqualTo(stuffed(text));
        }
    }

    @Test
    void writesMailAndNextCommandsAtOnce() throws Exception {
        var out = buffer();

        out.put(mail("x".repeat(20_000) + "\r\n"));
        out.put("MAIL FROM:<").put("ü@host.test").put(">").endLine();
        out.flush();

        assertThat(recorder.writes).isEqualTo(1);
        assertThat(recorder.take()).endsWith("\r\n.\r\nMAIL FROM:<ü@host.test>\r\n");
    }

    private OutBuffer buffer() throws IOException {
        var guard = new Watch(Duration.ofMinutes(1)).guard(Pipe.open().source());
        guard.close();
        return new OutBuffer(recorder, guard, Duration.ofMinutes(1));
    }

    private static Mail mail(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Mail(bytes, bytes.length, false);
    }

    private static String randomText(Random random, int length) {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) text.append("ab.\r\n..\n".charAt(random.nextInt(8)));
        return text.toString();
    }

    private static String stuffed(String text) {
        var ended = text.isEmpty() || text.endsWith("\n") ? text : text + "\r\n";
        var inner = ended.replace("\n.", "\n..");
        return (inner.startsWith(".") ? "." : "") + inner + ".\r\n";
    }

    private static final class Recorder implements Wire {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int writes;

        @Override
        public int read(byte[] into, int from) {
            return -1;
        }

        @Override
        public void write(byte[] bytes, int length) {
            written.write(bytes, 0, length);
            writes++;
        }

        @Override
        public int sentAtMost() {
            return 0;
        }

        @Override
        public void close() {}

        private String take() {
            var text = written.toString(StandardCharsets.UTF_8);
            written.reset();
            return text;
        }
    }
}

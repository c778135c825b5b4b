package postrider.mail.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.mail.mime.Bytes;

/// The fast way through a body against the words of RFC 6376 3.4.4, taken one by one.
class RelaxedTest {
    private static final String ALPHABET = "aaaaaaaaaaaabcdefgh=.,   \t\r";

    @Test
    void bodiesAreWhatTheStandardSays() {
        long seed = System.nanoTime();
        System.out.println("RelaxedTest seed " + seed);
        var random = new Random(seed);

        for (int round = 0; round < 20_000; round++) {
            var body = body(random);

            assertThat(relaxed(body))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(asTheStandardSays(body));
        }
    }

    @Test
    void anEmptyBodyStaysEmpty() {
        assertThat(relaxed("")).isEmpty();
        assertThat(relaxed("\r\n\r\n")).isEmpty();
    }

    @Test
    void aBlankAfterEightOctetsIsSeen() {
        assertThat(relaxed("1234567  90123456\r\n")).isEqualTo("1234567 90123456\r\n");
        assertThat(relaxed("1234567 \r\n90123456\r\n")).isEqualTo("1234567\r\n90123456\r\n");
    }

    private static String body(Random random) {
        var body = new StringBuilder();
        var lines = random.nextInt(6);
        for (int line = 0; line < lines; line++) {
            var length = random.nextInt(40);
            for (int i = 0; i < length; i++)
                body.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            body.append("\r\n");
        }
        return body.toString();
    }

    private static String relaxed(String body) {
        var mail = body.getBytes(StandardCharsets.ISO_8859_1);
        var out = new Bytes();
        Relaxed.body(mail, 0, mail.length, out);
        return new String(Arrays.copyOf(out.array(), out.length()), StandardCharsets.ISO_8859_1);
    }

    private static String asTheStandardSays(String body) {
        var whole = new StringBuilder();
        for (var line : body.split("\r\n", -1)) {
            whole.append(line.replaceAll("[ \t]+", " ").replaceAll(" \\z", "")).append("\r\n");
        }
        var text = whole.toString();
        while (text.endsWith("\r\n")) text = text.substring(0, text.length() - 2);
        return text.isEmpty() ? "" : text + "\r\n";
    }
}

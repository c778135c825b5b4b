package postrider.mail.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.mail.Corpora;
import postrider.mail.feedback.Feedback.Other;
import postrider.mail.feedback.Feedback.Other.Why;

/// Mails that want to hurt: whatever they are, they end in a value.
class HostileMailTest {
    private static final List<String> WORDS =
            List.of(
                    "Content-Type: message/rfc822\r\n\r\n",
                    "Content-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\n",
                    "\r\n--b1\r\n",
                    "Content-Transfer-Encoding: base64\r\n",
                    "Content-Type: text/plain; charset=x-none\r\n",
                    "=?utf-8?B?////?=",
                    "=?x?Q?=FF=?=",
                    "Final-Recipient: rfc822; \r\n",
                    "550-5.1.1 550-",
                    "\u001b$B",
                    "<<< 550 ",
                    "a@b.c:",
                    "\0");

    private final FeedbackReader reader = Mails.reader();

    private Why why(byte[] mail) {
        return ((Other) reader.read(mail)).why();
    }

    @Test
    void stopsAtMailsInMailsInMails() {
        var nested = "Content-Type: message/rfc822\n\n".repeat(5_000) + "end";

        assertThat(why(Mails.bytes(nested))).isEqualTo(Why.TOO_DEEP);
    }

    @Test
    void stopsAtPartsInPartsInParts() {
        var nested = new StringBuilder();
        for (int i = 0; i < 5_000; i++)
            nested.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));

        assertThat(why(Mails.bytes(nested.toString()))).isEqualTo(Why.TOO_DEEP);
    }

    @Test
    void stopsAtTooManyParts() {
        var mail =
                "Content-Type: multipart/mixed; boundary=b\n\n"
                        + "--b\nContent-Type: text/plain\n\nx\n".repeat(10_000);

        assertThat(why(Mails.bytes(mail))).isEqualTo(Why.TOO_MANY_PARTS);
    }

    @Test
    void stopsAtTooManyFields() {
        assertThat(why(Mails.bytes("X-A: b\n".repeat(20_000) + "\nx")))
                .isEqualTo(Why.TOO_MANY_FIELDS);
        assertThat(why(Mails.bytes("X-A: " + "b".repeat(500_000) + "\n\nx")))
                .isEqualTo(Why.TOO_MANY_FIELDS);
    }

    @Test
    void looksAtNoMailThatIsTooLarge() {
        assertThat(why(new byte[FeedbackReader.ACCEPTED_MAX + 1])).isEqualTo(Why.TOO_LARGE);
    }

    @Test
    void readsTheBeginningOfALargeMail() {
        var mail =
                Mails.dsn("ann@x.example", "failed", "5.1.1", "smtp; 550 5.1.1 no")
                        .replace("X-Campaign: 7\n", "X-Campaign: 7\n\n" + "x".repeat(5_000_000));

        var read = reader.read(Mails.bytes(mail));

        assertThat(read).isInstanceOf(Feedback.DeliveryReport.class);
    }

    @Test
    void survivesAnythingForAMail() {
        assertThat(reader.read(new byte[0])).isInstanceOf(Other.class);
        assertThat(reader.read(new byte[1_000])).isInstanceOf(Other.class);
        assertThat(reader.read(Mails.bytes("\n\n\n"))).isInstanceOf(Other.class);
    }

    @Test
    void takesNoLongerForLinesMadeForPatterns() {
        var lines =
                List.of(
                        "a".repeat(200_000) + "@",
                        "a@" + "b.".repeat(100_000),
                        "to ".repeat(60_000),
                        "550-".repeat(60_000),
                        "\n".repeat(100_000) + "x@y.example",
                        "-".repeat(200_000),
                        "recipient <".repeat(20_000),
                        "x@y.example ".repeat(20_000));

        for (var line : lines) {
            var mail =
                    "From: MAILER-DAEMON@x.example\nSubject: failure notice\n\n"
                            + "Your message could not be delivered to\n"
                            + line;
            assertThat(reader.read(Mails.bytes(mail))).isNotNull();
        }
    }

    @Test
    void survivesMutations() throws IOException {
        var seed = Long.getLong("postrider.seed", 20_261_124L);
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var samples = samples();

        for (int i = 0; i < 4_000; i++) {
            var mutant = mutant(samples.get(random.nextInt(samples.size())), random);

            assertThat(reader.read(mutant)).isNotNull();
        }
    }

    /// Our own, and the corpus where it is.
    private static List<byte[]> samples() throws IOException {
        var samples = new ArrayList<byte[]>();
        samples.add(Mails.bytes(Mails.QMAIL));
        samples.add(Mails.bytes(Mails.ARF));
        samples.add(Mails.bytes(Mails.dsn("ann@x.example", "failed", "5.1.1", "smtp; 550 no")));
        var corpus = Corpora.find("bounces/dev");
        if (corpus.isEmpty()) return samples;
        try (var files = Files.list(corpus.get())) {
            for (var file : files.filter(it -> it.toString().endsWith(".eml")).sorted().toList())
                samples.add(Files.readAllBytes(file));
        }
        return samples;
    }

    private static byte[] mutant(byte[] sample, Random random) {
        var bytes = sample.clone();
        for (int n = random.nextInt(12); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes =
                    switch (random.nextInt(4)) {
                        case 0 -> flipped(bytes, at, random);
                        case 1 -> spliced(bytes, at, word(random));
                        case 2 -> spliced(bytes, at, slice(bytes, random));
                        default -> cut(bytes, at, random);
                    };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        bytes[at] = (byte) random.nextInt(256);
        return bytes;
    }

    private static byte[] word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] slice(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length);
        return Arrays.copyOfRange(
                bytes, from, Math.min(bytes.length, from + random.nextInt(2_000)));
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] what) {
        var longer = Arrays.copyOf(bytes, bytes.length + what.length);
        System.arraycopy(what, 0, longer, at, what.length);
        System.arraycopy(bytes, at, longer, at + what.length, bytes.length - at);
        return longer;
    }

    private static byte[] cut(byte[] bytes, int at, Random random) {
        int end = Math.min(bytes.length, at + random.nextInt(300));
        var shorter = Arrays.copyOf(bytes, Math.max(1, bytes.length - (end - at)));
        if (end < bytes.length) System.arraycopy(bytes, end, shorter, at, bytes.length - end);
        return shorter;
    }
}

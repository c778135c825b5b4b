package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.0.0 Ok: queued | 2.0.0 | Ok: queued",
                "4.7.650 busy | 4.7.650 | busy",
                "5.1.1 | 5.1.1 | ''",
                "5.1.1234 x | '' | 5.1.1234 x",
                "5.1.1: x | '' | 5.1.1: x",
                "3.1.1 x | '' | 3.1.1 x",
                "192.0.2.1 x | '' | 192.0.2.1 x",
                "ok | '' | ok",
                "5. | '' | 5.",
            })
    void findsTheEnhancedStatusCode(String line, String enhanced, String text) {
        assertThat(of(line)).isEqualTo(new ReplyText(enhanced, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<jo@host.test>... User unknown | <address>... User unknown",
                "no jo.b+x=y@host.test. Sorry | no <address>. Sorry",
                "a@b.test,c@d.test | <address>,<address>",
                "\"jo b\"@host.test is unknown | <address> is unknown",
                "jörg@höst.test | <address>",
                "mailto:jo@host.test | mailto:<address>",
                "b@@host.test | <address><address>",
                "@ noon | @ noon",
                "jo@ | <address>",
                "is it \"jo@host.test\"? | is it \"<address>\"?",
                "plain words | plain words"
            })
    void tokenisesAddresses(String said, String stored) {
        assertThat(of(said).text()).isEqualTo(stored);
    }

    @Test
    void joinsLinesAndSaysTheCodeOnce() {
        var said = of("5.7.1 first\n5.7.1 second \n 5.7.2 third\n\nlast");

        assertThat(said).isEqualTo(new ReplyText("5.7.1", "first second 5.7.2 third  last"));
    }

    @Test
    void blanksWhatCannotBeShown() {
        assertThat(of("a\tb\u0000c\u202ed\u001b[31m").text()).isEqualTo("a b c d [31m");
    }

    @Test
    void readsUtf8AndReplacesWhatIsNone() {
        assertThat(of("größer").text()).isEqualTo("größer");
        assertThat(ReplyText.of(new byte[] {'a', (byte) 0xff}, 2).text()).isEqualTo("a\ufffd");
    }

    @Test
    void isBounded() {
        assertThat(of("x".repeat(5_000)).text()).hasSize(ReplyText.TEXT_MAX);
        assertThat(of("é".repeat(5_000)).text()).hasSize(ReplyText.TEXT_MAX);
    }

    private static ReplyText of(String lines) {
        var bytes = lines.getBytes(StandardCharsets.UTF_8);
        return ReplyText.of(bytes, bytes.length);
    }
}

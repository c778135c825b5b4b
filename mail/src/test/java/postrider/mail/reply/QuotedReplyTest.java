package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedReplyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "550 5.1.1 no such user | 550 | 5.1.1 | no such user",
                "550 | 550 | '' | ''",
                "550-5.2.1 at a rate that 550-5.2.1 prevents 550 5.2.1 more | 550 | 5.2.1 | at a rate that prevents more",
                "550-first 550-second | 550 | '' | first second",
                "5.1.0 - Unknown address error 550-'5.2.2 <jo@host.test>... Mailbox Full' | 550 | 5.2.2 | <address>... Mailbox Full'",
                "host mx.host.test[192.0.2.1] said: 550 Protocol violation | 550 | '' | Protocol violation",
                "220-host 421 4.2.1 Service refused | 421 | 4.2.1 | Service refused",
                "5.4.4 host not found | 0 | 5.4.4 | host not found",
                "Connection timed out | 0 | '' | Connection timed out",
                "250 2.0.0 taken | 250 | 2.0.0 | taken",
                "5501 x | 0 | '' | 5501 x"
            })
    void findsTheReplyInALine(String line, int code, String enhanced, String text) {
        var quoted = QuotedReply.of(line, Phase.RCPT);

        assertThat(quoted.code()).isEqualTo(code);
        assertThat(quoted.said().enhanced()).isEqualTo(enhanced.replace("''", ""));
        assertThat(quoted.said().text()).isEqualTo(text.replace("''", ""));
    }

    @Test
    void takesThePhaseFromTheLineWhereItIsTold() {
        assertThat(phase("550 no (in reply to RCPT TO command)")).isEqualTo(Phase.RCPT);
        assertThat(phase("550 no (in reply to MAIL FROM command)")).isEqualTo(Phase.MAIL);
        assertThat(phase("550 no (in reply to DATA command)")).isEqualTo(Phase.DATA);
        assertThat(phase("550 no (in reply to end of DATA command)")).isEqualTo(Phase.DOT);
        assertThat(phase("550 no")).isEqualTo(Phase.HELLO);
    }

    private static Phase phase(String line) {
        return QuotedReply.of(line, Phase.HELLO).phase();
    }
}

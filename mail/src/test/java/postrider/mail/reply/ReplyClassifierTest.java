package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postrider.message.Outcome;
import postrider.message.Reason;

class ReplyClassifierTest {
    /// What each rule must know, and what looks alike and belongs to another (or to `bare`: none).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "recipient-rate | 550 | 5.2.1 | The user you are trying to contact is receiving mail at a rate that prevents | BOUNCED_SOFT",
                "inactive | 550 | 5.2.1 | The email account that you tried to reach is disabled. | BOUNCED_HARD",
                "sender-domain | 553 | 5.1.8 | Domain of sender address x does not exist | BLOCKED",
                "unknown-recipient | 550 | 5.1.1 | The email account that you tried to reach does not exist. | BOUNCED_HARD",
                "authentication | 550 | 5.7.26 | This mail has been blocked because the sender is unauthenticated. | BLOCKED",
                "authentication | 550 | 5.7.515 | Access denied, sending domain does not meet the required authentication level. | BLOCKED",
                "authentication | 550 | 5.7.25 | The IP address sending this message does not have a PTR record | BLOCKED",
                "security | 550 | 5.7.1 | sorry | BLOCKED",
                "reputation | 550 | 5.7.1 | Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. | BLOCKED",
                "reputation | 550 | 5.7.1 | Unfortunately, messages from [192.0.2.1] weren't sent. (S3140) | BLOCKED",
                "reputation | 553 | 5.7.1 | [BL21] Connections will not be accepted from 192.0.2.1 | BLOCKED",
                "policy | 550 | 5.7.1 | Your mail was blocked | BLOCKED",
                "greylisting | 451 | 4.7.1 | Greylisting in action, please come back later | DEFERRED",
                "rate | 421 | 4.7.0 | [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume | DEFERRED",
                "rate | 421 | 4.7.28 | Our system has detected an unusual rate of email originating from your IP | DEFERRED",
                "rate | 452 | '' | too many recipients | DEFERRED",
                "bare | 421 | '' | closing channel | DEFERRED",
                "mailbox-full | 552 | 5.2.2 | The recipient's inbox is out of storage space and inactive. | BOUNCED_SOFT",
                "mailbox-full | 452 | 4.2.2 | user is over quota | DEFERRED",
                "relay | 554 | 5.7.1 | <address>: Relay access denied | BLOCKED",
                "policy | 554 | 5.7.1 | <address>: Access denied | BLOCKED",
                "too-large | 552 | 5.3.4 | Message too large | BLOCKED",
                "content | 550 | 5.7.1 | our system has detected that this message is likely unsolicited mail | BLOCKED",
                "inactive | 554 | '' | This account has been disabled or discontinued [#102]. | BOUNCED_HARD",
                "unknown-recipient | 550 | '' | <address>... No such user | BOUNCED_HARD",
                "unknown-recipient | 550 | 5.7.1 | <address>: Recipient address rejected: User unknown | BOUNCED_HARD",
                "unknown-recipient | 554 | '' | delivery error: dd This user doesn't have a host.test account | BOUNCED_HARD",
                "unknown-domain | 556 | '' | domain does not accept mail | BOUNCED_HARD",
                "directory-edge | 550 | 5.4.1 | Recipient address rejected: Access denied. AS(201806281) | BOUNCED_HARD",
                "policy | 550 | 5.7.1 | Recipient address rejected: Access denied | BLOCKED",
                "out-of-step | 550 | '' | Protocol violation | BLOCKED",
                "host-trouble | 554 | '' | Service currently unavailable | BOUNCED_SOFT",
                "no-mailbox | 550 | 5.1.1 | nope | BOUNCED_HARD",
                "null-mx | 550 | 5.1.10 | nope | BOUNCED_HARD",
                "sender | 501 | 5.1.7 | nope | BLOCKED",
                "moved | 550 | 5.1.6 | nope | BOUNCED_HARD",
                "address | 550 | 5.1.0 | nope | BOUNCED_SOFT",
                "disabled | 550 | 5.2.1 | nope | BOUNCED_HARD",
                "full | 552 | 5.2.2 | nope | BOUNCED_SOFT",
                "large | 552 | 5.2.3 | nope | BLOCKED",
                "mailbox | 550 | 5.2.0 | nope | BOUNCED_SOFT",
                "system | 550 | 5.3.0 | nope | BOUNCED_SOFT",
                "system | 451 | 4.4.2 | nope | DEFERRED",
                "protocol | 503 | 5.5.1 | nope | BLOCKED",
                "no-smtputf8 | 553 | 5.6.7 | nope | BOUNCED_SOFT",
                "media | 554 | 5.6.0 | nope | BLOCKED",
                "unproven | 550 | 5.7.27 | nope | BLOCKED",
                "unusual-rate | 550 | 5.7.28 | nope | BLOCKED",
                "security | 550 | 5.7.133 | nope | BLOCKED",
                "recipient-rejected | 550 | '' | <address>: Recipient address rejected. | BOUNCED_HARD",
                "policy | 550 | '' | Recipient address rejected: by policy | BLOCKED",
                "rejected | 550 | '' | Rejected | BLOCKED",
                "failed | 554 | '' | Transaction failed | BOUNCED_SOFT",
                "content | 554 | 5.7.1 | Transaction failed. Reject due to content | BLOCKED",
                "rate | 554 | 5.7.1 | [TSS09] Messages from 192.0.2.1 permanently deferred | BLOCKED",
                "no-mailbox | 550 | 5.1.1 | Rejected | BOUNCED_HARD",
                "bare | 550 | '' | nope | BOUNCED_HARD",
                "bare | 551 | '' | nope | BOUNCED_HARD",
                "bare | 553 | '' | nope | BOUNCED_HARD",
                "bare | 552 | '' | nope | BOUNCED_SOFT",
                "bare | 554 | '' | nope | BLOCKED",
                "bare | 530 | '' | nope | BLOCKED",
                "bare | 501 | '' | nope | BLOCKED"
            })
    void knowsEachReplyToRcptByItsRule(
            String rule, int code, String enhanced, String text, String verdict) {
        var said = new ReplyText(enhanced.replace("''", ""), text);

        var outcome = new ReplyClassifier().classify(Phase.RCPT, code, said);

        assertThat(nameOfRule(said)).isEqualTo(rule);
        assertThat(verdict(outcome)).isEqualTo(verdict);
    }

    @Test
    void hasACaseForEveryRule() throws Exception {
        var method =
                Stream.of(ReplyClassifierTest.class.getDeclaredMethods())
                        .filter(it -> it.isAnnotationPresent(CsvSource.class))
                        .findFirst()
                        .orElseThrow();
        var cases =
                Stream.of(method.getAnnotation(CsvSource.class).value())
                        .map(line -> line.substring(0, line.indexOf('|')).strip())
                        .collect(Collectors.toSet());

        assertThat(Stream.concat(ReplyRules.WORDS.stream(), ReplyRules.CODES.stream()))
                .allSatisfy(rule -> assertThat(cases).contains(rule.name()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"MAIL", "DATA"})
    void neverGivesARecipientUpForWhatWasSaidBeforeOrAfterIt(Phase phase) {
        var outcome =
                new ReplyClassifier().classify(phase, 550, new ReplyText("5.1.1", "user unknown"));

        assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
    }

    @Test
    void takesABareRefusalAfterTheDotForTheMailsFault() {
        var outcome = new ReplyClassifier().classify(Phase.DOT, 550, new ReplyText("", "no"));

        assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
        assertThat(outcome.reason()).isEqualTo(Reason.UNCLASSIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "Greylisted. Please try again in 300 seconds,    300",
        "greylisted; retry after 5 minutes,              300",
        "greylisted wait at least 2 hours,               7200",
        "greylisted for 120s,                            120",
        "greylisted. Come back in 9 hours,               14400",
        "greylisted. come back in 999999 h,              14400",
        "greylisted,                                     0",
        "greylisted after 5 messages,                    0"
    })
    void hearsTheWaitThatIsAskedFor(String text, int seconds) {
        var outcome = new ReplyClassifier().classify(Phase.RCPT, 451, new ReplyText("", text));

        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
        assertThat(outcome.reason()).isEqualTo(Reason.GREYLISTED);
        assertThat(((Outcome.Deferred) outcome).atLeast()).isEqualTo(Duration.ofSeconds(seconds));
    }

    private static String nameOfRule(ReplyText said) {
        var text = said.text().toLowerCase(Locale.ROOT);
        return ReplyClassifier.rule(said.enhanced(), text).map(Rule::name).orElse("bare");
    }

    static String verdict(Outcome outcome) {
        if (!(outcome instanceof Outcome.Bounced bounced)) return outcome.status().name();
        return bounced.hard() ? "BOUNCED_HARD" : "BOUNCED_SOFT";
    }
}

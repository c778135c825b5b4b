package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.lane.MailboxProvider;
import postrider.mail.profile.ShapingProfiles;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Scope;

class ReplyClassifierTest {
    private final ReplyClassifier classifier = Standard.classifier();

    /// What providers' own pages and public collections of their replies give.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints | DEFERRED rate_limited address slow",
                "421 4.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred | DEFERRED reputation address suspend",
                "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1 | BLOCKED reputation address suspend",
                "421 Max message per connection reached, closing transmission channel | DEFERRED rate_limited internal none",
                "421 Max message per connection reached closing transmission channel | DEFERRED rate_limited internal none",
                "421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address. | DEFERRED rate_limited address slow",
                "421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your DKIM domain [shop.example] | DEFERRED rate_limited domain slow",
                "421-4.7.28 https://support.google.com/mail/?p=UnsolicitedRateLimitError a-1 - gsmtp | DEFERRED rate_limited address slow",
                "550-5.7.1 Our system has detected an unusual rate of unsolicited mail originating from your IP address. | DEFERRED rate_limited address slow",
                "421 4.7.0 This message is suspicious due to the very low reputation of the sending domain. | DEFERRED reputation domain suspend",
                "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages | DEFERRED rate_limited recipient none",
                "550 5.2.1 https://support.google.com/mail/?p=ReceivingRatePerm a-1 - gsmtp | DEFERRED rate_limited recipient none",
                "452 4.2.2 https://support.google.com/mail/?p=OverQuotaTemp a-1 - gsmtp | DEFERRED mailbox_full recipient none",
                "552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm a-1 - gsmtp | BOUNCED mailbox_full recipient none",
                "550 5.2.1 https://support.google.com/mail/?p=DisabledUser a-1 - gsmtp | BOUNCED hard inactive_mailbox recipient none",
                "550 5.1.1 https://support.google.com/mail/?p=NoSuchUser a-1 - gsmtp | BOUNCED hard unknown_recipient recipient none",
                "550 5.7.1 Unauthenticated email from shop.example is not accepted due to domain's DMARC policy. | BLOCKED authentication domain alert",
                "550 5.7.1 our system has detected that this message is likely unsolicited mail | BLOCKED content content none",
                "451 4.7.1 Received too many messages from a new or untrusted IP | DEFERRED greylisted address slow",
                "451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451 | DEFERRED host_trouble site none",
                "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. (S3140) | BLOCKED reputation address suspend",
                "451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation. (S775) | DEFERRED rate_limited address slow",
                "550 5.7.606 Access denied, banned sending IP [192.0.2.1] | BLOCKED reputation address suspend",
                "550 5.7.515 Access denied, sending domain does not meet the required authentication level. | BLOCKED authentication domain alert",
                "550 5.4.1 Recipient address rejected: Access denied. AS(201806281) | BOUNCED hard unknown_recipient recipient none",
                "421 4.7.1 Messages deferred due to excessive volume. [HCM1] | DEFERRED rate_limited address slow",
                "554 5.7.1 [CS01] Message rejected due to local policy. | BLOCKED policy site alert",
                "421 Throttled #RL000010 | DEFERRED rate_limited domain slow",
                "554 found on one or more DNSBLs #BL000001 | BLOCKED reputation address suspend",
                "550 Connection frequency limited | DEFERRED rate_limited address slow",
                "554 DT:SPM 163 mx1 | BLOCKED content content none",
                "450 4.7.1 Greylisted, try again in 300 seconds | DEFERRED greylisted address none",
                "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org; 127.0.0.2 | BLOCKED reputation address suspend",
                "554 5.7.1 the URL shop.example is listed on dbl.spamhaus.org | BLOCKED content content none",
                "535 5.7.8 Authentication credentials invalid | BLOCKED authentication internal fail_over",
                "554 5.7.1 <jo@host.test>: Relay access denied | BLOCKED policy site fail_over",
                "550 nope | BOUNCED unknown_recipient recipient none",
                "554 nope | BLOCKED unclassified site none"
            })
    void knowsWhatProvidersSay(String line, String meaning) {
        assertThat(Standard.shown(Standard.judge(line))).isEqualTo(meaning);
    }

    @Test
    void takesCodesAsTheirProviderMeansThem() {
        // To the registry X.7.25 is one proof of many; Google means the address it comes from.
        var said = new ReplyText("5.7.25", "nope");

        var google = classifier.classify(provider("google"), Phase.DOT, 550, said);
        var other = classifier.classify(provider("yahoo"), Phase.DOT, 550, said);

        assertThat(google.meaning().scope()).isEqualTo(Scope.ADDRESS);
        assertThat(other.meaning().scope()).isEqualTo(Scope.DOMAIN);
    }

    private static MailboxProvider provider(String name) {
        return new MailboxProvider(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"too many messages", "rate limit exceeded", "Greylisted", "throttled"})
    void neverGivesUpForBeingTooFast(String text) {
        for (var phase : Phase.values()) {
            var outcome = classifier.classify(phase, 550, new ReplyText("5.7.1", text));

            assertThat(outcome).as(text + " " + phase).isInstanceOf(Outcome.Deferred.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"MAIL", "DATA"})
    void neverGivesARecipientUpForWhatWasSaidBeforeOrAfterIt(Phase phase) {
        var outcome = classifier.classify(phase, 550, new ReplyText("5.1.1", "user unknown"));

        assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"GREETING", "HELLO", "TLS", "AUTH"})
    void blamesNoMessageForWhatWasSaidBeforeIt(Phase phase) {
        var outcome = classifier.classify(phase, 554, new ReplyText("5.7.1", "no access"));

        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
    }

    @Test
    void takesABareRefusalAfterTheDotForTheMailsFault() {
        var outcome = classifier.classify(Phase.DOT, 550, new ReplyText("", "no"));

        assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
        assertThat(outcome.reason()).isEqualTo(Reason.UNCLASSIFIED);
    }

    @Test
    void aYesToAnotherQuestionIsOutOfStep() {
        var outcome = classifier.classify(Phase.RCPT, 354, new ReplyText("", "go ahead"));

        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource({
        "Greylisted. Please try again in 300 seconds,    300",
        "greylisted; retry after 5 minutes,              300",
        "greylisted wait at least 2 hours,               7200",
        "greylisted for 120s,                            120",
        "greylisted please come back in 00:04:32,        272",
        "greylisted. Come back in 9 hours,               14400",
        "greylisted. come back in 999999 h,              14400",
        "greylisted. come back in 99:59:59,              14400",
        "greylisted,                                     0",
        "greylisted after 5 messages,                    0"
    })
    void hearsTheWaitThatIsAskedFor(String text, int seconds) {
        var outcome = classifier.classify(Phase.RCPT, 451, new ReplyText("", text));

        assertThat(outcome.reason()).isEqualTo(Reason.GREYLISTED);
        assertThat(((Outcome.Deferred) outcome).atLeast()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void countsWhatEachRuleHasTold() {
        var book = RulePacks.standard(ShapingProfiles.standard().names());
        var counting = new ReplyClassifier(book, InstantSource.fixed(Standard.NOW));

        for (int i = 0; i < 3; i++)
            counting.classify(Phase.RCPT, 552, new ReplyText("", "Mailbox full"));

        assertThat(book.uses())
                .filteredOn(use -> use.count() > 0)
                .containsExactly(new RuleUse("words/mailbox-full", 3, Optional.of(Standard.NOW)));
    }
}

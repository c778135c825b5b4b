package postrider.mail.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import postrider.mail.feedback.Feedback.AutoReply;
import postrider.mail.feedback.Feedback.Complaint;
import postrider.mail.feedback.Feedback.DeliveryReport;
import postrider.mail.feedback.Feedback.Other;
import postrider.mail.feedback.Feedback.Other.Why;
import postrider.mail.feedback.Feedback.Unsubscribe;
import postrider.mail.feedback.RecipientReport.Action;
import postrider.message.Outcome;
import postrider.message.Reason;

class FeedbackReaderTest {
    private final FeedbackReader reader = Mails.reader();

    private Feedback read(String mail) {
        return reader.read(Mails.bytes(mail));
    }

    private DeliveryReport report(String mail) {
        return (DeliveryReport) read(mail);
    }

    private RecipientReport only(String mail) {
        var recipients = report(mail).recipients();
        assertThat(recipients).hasSize(1);
        return recipients.getFirst();
    }

    private static boolean isHard(RecipientReport report) {
        return report.outcome() instanceof Outcome.Bounced bounced && bounced.hard();
    }

    @Test
    void readsTheFieldsOfADeliveryStatus() {
        var mail = Mails.dsn("ann@x.example", "failed", "5.1.1", "smtp; 550 5.1.1 No such user");

        var report = report(mail);

        assertThat(report.reportingMta()).isEqualTo("relay.example");
        var ann = report.recipients().getFirst();
        assertThat(ann.address()).isEqualTo("ann@x.example");
        assertThat(ann.action()).isEqualTo(Action.FAILED);
        assertThat(ann.outcome().reason()).isEqualTo(Reason.UNKNOWN_RECIPIENT);
        assertThat(ann.outcome().reply().code()).isEqualTo(550);
        assertThat(ann.outcome().reply().enhanced()).isEqualTo("5.1.1");
        assertThat(isHard(ann)).isTrue();
    }

    @Test
    void gathersWhatMayTellTheMessage() {
        var mail = Mails.dsn("ann@x.example", "failed", "5.1.1", "smtp; 550 no");

        var evidence = read(mail).evidence();

        assertThat(evidence.messageIds()).containsExactly("m1@news.example");
        assertThat(evidence.feedbackIds()).containsExactly("cmp_1:p:campaign:postrider");
        assertThat(evidence.envelopeIds()).containsExactly("env-7");
        assertThat(evidence.recipients()).containsExactly("ann@x.example");
        assertThat(evidence.headers()).containsExactly("x-campaign: 7");
    }

    @Test
    void givesNobodyUpForADelay() {
        var mail = Mails.dsn("ann@x.example", "delayed", "4.4.1", "smtp; connection timed out");

        var ann = only(mail);

        assertThat(ann.isBounce()).isFalse();
        assertThat(ann.outcome()).isInstanceOf(Outcome.Deferred.class);
        assertThat(ann.outcome().reason()).isEqualTo(Reason.CONNECTION);
    }

    @Test
    void readsThatAMailArrived() {
        var mail = Mails.dsn("ann@x.example", "delivered", "2.0.0", "smtp; 250 2.0.0 Ok");

        assertThat(only(mail).outcome()).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void callsABlockABlock() {
        var mail =
                Mails.dsn(
                        "ann@x.example",
                        "failed",
                        "5.7.1",
                        "smtp; 554 5.7.1 Client host blocked using zen.spamhaus.org");

        var outcome = only(mail).outcome();

        assertThat(outcome).isInstanceOf(Outcome.Blocked.class);
        assertThat(outcome.reason()).isEqualTo(Reason.REPUTATION);
    }

    @Test
    void keepsAddressesOutOfTheReply() {
        var mail =
                Mails.dsn("ann@x.example", "failed", "5.1.1", "smtp; 550 <ann@x.example> unknown");

        var ann = only(mail);

        assertThat(ann.outcome().reply().text()).doesNotContain("ann@");
        assertThat(ann.toString()).doesNotContain("ann@");
    }

    @Test
    void readsAnInternationalisedAddress() {
        var mail =
                Mails.dsn("x@x.example", "failed", "5.1.1", "smtp; 550 5.1.1 no")
                        .replace(
                                "Final-Recipient: rfc822; x@",
                                "Final-Recipient: utf-8; j\\x{F6}rg@")
                        .replace("message/delivery-status", "message/global-delivery-status");

        assertThat(only(mail).address()).isEqualTo("jörg@x.example");
    }

    @Test
    void readsTextOfNoStandard() {
        var bob = only(Mails.QMAIL);

        assertThat(bob.address()).isEqualTo("bob@nowhere.example");
        assertThat(isHard(bob)).isTrue();
        assertThat(read(Mails.QMAIL).evidence().messageIds()).containsExactly("m3@news.example");
    }

    @Test
    void readsAnEncodedPart() {
        var text = Mails.QMAIL.substring(Mails.QMAIL.indexOf("Hi."));
        var encoded = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        var mail =
                """
                From: Mail Delivery System <MAILER-DAEMON@host.example>
                Subject: =?utf-8?B?ZmFpbHVyZSBub3RpY2U=?=
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                """
                        + encoded;

        assertThat(only(mail).address()).isEqualTo("bob@nowhere.example");
    }

    @Test
    void readsHtmlWhereThereIsNothingElse() {
        var mail =
                """
                From: <postmaster@x.example>
                Subject: Undeliverable: Sale
                Content-Type: text/html; charset=utf-8

                <html><body><p>Delivery has failed to these recipients or groups:</p>
                <p><a href="mailto:ann@x.example">ann@x.example</a></p>
                <p>Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'</p>
                </body></html>
                """;

        var ann = only(mail);

        assertThat(ann.address()).isEqualTo("ann@x.example");
        assertThat(ann.outcome().reply().enhanced()).isEqualTo("5.1.10");
    }

    @Test
    void readsAGermanNotice() {
        var mail =
                """
                From: Mail Delivery System <mailer-daemon@post.example>
                Subject: Unzustellbar: Angebot
                Content-Type: text/plain; charset=utf-8

                Ihre E-Mail konnte nicht zugestellt werden:

                  anna@post.example
                    552 5.2.2 Mailbox full

                """;

        var anna = only(mail);

        assertThat(anna.address()).isEqualTo("anna@post.example");
        assertThat(anna.outcome().reason()).isEqualTo(Reason.MAILBOX_FULL);
        assertThat(isHard(anna)).isFalse();
    }

    @Test
    void doesNotGiveUpARecipientForWordsAfterTheData() {
        var mail =
                Mails.QMAIL
                        .replace("192.0.2.7 does not like recipient.", "failed after DATA")
                        .replace("550 5.1.1", "550");

        assertThat(isHard(only(mail))).isFalse();
    }

    @Test
    void doesNotGiveUpARecipientForACodeThatSaysLater() {
        var mail = Mails.dsn("ann@x.example", "failed", "4.1.1", "smtp; 450 4.1.1 User unknown");

        assertThat(isHard(only(mail))).isFalse();
    }

    @Test
    void readsABounceThatNamesNobody() {
        var mail =
                """
                Return-Path: <>
                From: Mail Delivery Subsystem <>
                Subject: Returned mail

                Your message could not be delivered.
                """;

        assertThat(only(mail).address()).isEmpty();
    }

    @Test
    void readsAComplaint() {
        var complaint = (Complaint) read(Mails.ARF);

        assertThat(complaint.type()).isEqualTo(Feedback.Type.ABUSE);
        assertThat(complaint.recipients()).containsExactly("ann@provider.example");
        assertThat(complaint.evidence().messageIds()).containsExactly("m2@news.example");
    }

    @Test
    void tellsReportsOfHostsFromComplaintsOfPersons() {
        var failure = (Complaint) read(Mails.ARF.replace(": abuse", ": auth-failure"));
        var praise = (Complaint) read(Mails.ARF.replace(": abuse", ": not-spam"));

        assertThat(failure.type().isUnwanted()).isFalse();
        assertThat(praise.type().isUnwanted()).isFalse();
    }

    @Test
    void readsARequestToUnsubscribe() {
        var mail =
                """
                From: Ann <ann@customer.example>
                To: u123@bounces.example
                Subject: unsubscribe

                """;

        var request = (Unsubscribe) read(mail);

        assertThat(request.from()).isEqualTo("ann@customer.example");
    }

    @Test
    void knowsAnswersOfPrograms() {
        var away =
                """
                Return-Path: <>
                From: Ann <ann@customer.example>
                Subject: Abwesenheitsnotiz: Angebot
                Auto-Submitted: auto-replied

                Ich bin nicht da. Schreiben Sie an bob@customer.example.
                """;
        var challenge =
                """
                From: Guard <guard@filter.example>
                Subject: Your mail to ann@customer.example

                Please confirm that you sent this message to deliver it.
                """;
        var receipt =
                """
                From: Ann <ann@customer.example>
                Subject: Read: Sale
                Content-Type: multipart/report; report-type=disposition-notification; boundary=b

                --b
                Content-Type: text/plain

                Your message was displayed.
                --b
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822; ann@customer.example
                Disposition: manual-action/MDN-sent-manually; displayed
                --b--
                """;

        assertThat(((AutoReply) read(away)).kind()).isEqualTo(AutoReply.Kind.AWAY);
        assertThat(((AutoReply) read(challenge)).kind()).isEqualTo(AutoReply.Kind.CHALLENGE);
        assertThat(((AutoReply) read(receipt)).kind()).isEqualTo(AutoReply.Kind.RECEIPT);
    }

    @Test
    void leavesAnOrdinaryMailAlone() {
        assertThat(read(Mails.ORDINARY))
                .isInstanceOfSatisfying(
                        Other.class, it -> assertThat(it.why()).isEqualTo(Why.ORDINARY));
    }

    @Test
    void believesTheReportAndNotTheMailThatItBringsBack() {
        var returned =
                Mails.dsn("eve@x.example", "failed", "5.1.1", "smtp; 550 5.1.1 no")
                        .replace("\"b1\"", "\"b9\"")
                        .replace("--b1", "--b9");
        var mail =
                Mails.dsn("ann@x.example", "failed", "5.2.2", "smtp; 552 5.2.2 full")
                        .replace("text/rfc822-headers\n\n", "message/rfc822\n\n" + returned);

        assertThat(only(mail).address()).isEqualTo("ann@x.example");
    }
}

package postrider.mail.feedback;

import java.nio.charset.StandardCharsets;
import postrider.mail.reply.Standard;

/// Mails as hosts write them, for tests.
final class Mails {
    private Mails() {}

    static FeedbackReader reader() {
        return new FeedbackReader(Standard.classifier());
    }

    static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /// RFC 3464, as Postfix writes it.
    static String dsn(String recipient, String action, String status, String diagnostic) {
        return """
        Return-Path: <>
        From: MAILER-DAEMON@relay.example (Mail Delivery System)
        To: b123@bounces.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        This is a MIME-encapsulated message.

        --b1
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients.

        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example
        Original-Envelope-Id: env-7
        Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0000

        Final-Recipient: rfc822; %s
        Original-Recipient: rfc822;%s
        Action: %s
        Status: %s
        Diagnostic-Code: %s

        --b1
        Content-Type: text/rfc822-headers

        Message-ID: <m1@news.example>
        To: %s
        Feedback-ID: cmp_1:p:campaign:postrider
        X-Campaign: 7

        --b1--
        """
                .formatted(recipient, recipient, action, status, diagnostic, recipient);
    }

    /// RFC 5965.
    static final String ARF =
            """
            From: fbl@provider.example
            To: fbl@news.example
            Subject: FW: Sale
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

            --b2
            Content-Type: text/plain

            This is an email abuse report.
            --b2
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: Loop/1.0
            Version: 1
            Original-Rcpt-To: <ann@provider.example>
            --b2
            Content-Type: message/rfc822

            From: news@shop.example
            Message-ID: <m2@news.example>
            Feedback-ID: cmp_2:p:campaign:postrider
            Subject: Sale

            Buy.
            --b2--
            """;

    /// A text that no standard knows, as qmail writes it.
    static final String QMAIL =
            """
            Return-Path: <>
            From: MAILER-DAEMON@host.example
            To: b123@bounces.example
            Subject: failure notice

            Hi. This is the qmail-send program at host.example.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <bob@nowhere.example>:
            192.0.2.7 does not like recipient.
            Remote host said: 550 5.1.1 <bob@nowhere.example>: unknown user
            Giving up on 192.0.2.7.

            --- Below this line is a copy of the message.

            Return-Path: <b123@bounces.example>
            Message-ID: <m3@news.example>
            To: bob@nowhere.example
            Subject: Sale
            """;

    static final String ORDINARY =
            """
            Return-Path: <ann@customer.example>
            From: Ann <ann@customer.example>
            To: shop@shop.example
            Subject: Re: Sale

            Do you have it in blue? My parcel could not be delivered, by the way;
            write to me or to bob@customer.example.
            """;
}

package postrider.testkit.returned;

import java.util.List;

/// Writes mails as they come back about a mail: delivery reports in four forms, complaints and
/// unsubscribes. What they say of the host and the words they use is invented after what such hosts
/// write. Every text ends its lines with CRLF.
public final class ReturnedMails {
    /// The mail that it is about, as the far side got it.
    ///
    /// @param returnPath 5321.MailFrom
    /// @param recipient 5321.RcptTo
    /// @param header without the empty line
    public record Original(String returnPath, String recipient, String header) {
        String lines() {
            return header.replace("\r\n", "\n").stripTrailing();
        }
    }

    /// What a host says of it.
    ///
    /// @param status the enhanced status code
    /// @param reply what a reply to RCPT or DATA said, code first
    public record Said(String status, String reply) {}

    private ReturnedMails() {}

    /// The forms that failures come in, the formal one first.
    public static final List<Form> FORMS =
            List.of(
                    ReturnedMails::report,
                    ReturnedMails::terseReport,
                    ReturnedMails::qmail,
                    ReturnedMails::exim);

    /// Writes of one failure.
    @FunctionalInterface
    public interface Form {
        /// @param id the local part of its own Message-ID
        String write(Original original, Said said, String id);
    }

    /// RFC 3464, as Postfix writes it.
    public static String report(Original original, Said said, String id) {
        return formal(original, said, id, "failed", "Undelivered Mail Returned to Sender");
    }

    /// The same while the host still tries.
    public static String delay(Original original, Said said, String id) {
        return formal(original, said, id, "delayed", "Delayed Mail (still being retried)");
    }

    private static String formal(
            Original original, Said said, String id, String action, String subject) {
        return crlf(
                """
                Return-Path: <>
                From: MAILER-DAEMON@mx.gone.test (Mail Delivery System)
                To: %1$s
                Subject: %6$s
                Auto-Submitted: auto-replied
                Message-ID: <%4$s@mx.gone.test>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b-%4$s"

                --b-%4$s
                Content-Type: text/plain; charset=us-ascii

                This is the mail system at host mx.gone.test.

                <%2$s>: host mail.gone.test[192.0.2.7] said:
                    %5$s (in reply to RCPT TO command)

                --b-%4$s
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.gone.test
                Arrival-Date: Mon, 5 Jan 2026 10:00:00 +0000

                Final-Recipient: rfc822; %2$s
                Original-Recipient: rfc822;%2$s
                Action: %7$s
                Status: %3$s
                Remote-MTA: dns; mail.gone.test
                Diagnostic-Code: smtp; %5$s

                --b-%4$s
                Content-Type: text/rfc822-headers

                %8$s

                --b-%4$s--
                """
                        .formatted(
                                original.returnPath(),
                                original.recipient(),
                                said.status(),
                                id,
                                said.reply(),
                                subject,
                                action,
                                original.lines()));
    }

    /// RFC 3464 with no more than it must have, and the whole mail in it.
    public static String terseReport(Original original, Said said, String id) {
        return filled(
                """
                From: "Mail Delivery Subsystem" <postmaster@terse.test>
                To: <%1$s>
                Subject: Delivery Status Notification (Failure)
                Message-ID: <%4$s@terse.test>
                MIME-Version: 1.0
                Content-Type: multipart/report; boundary=%4$s; report-type=delivery-status

                --%4$s
                Content-Type: text/plain

                Delivery has failed to these recipients: %2$s
                %5$s

                --%4$s
                Content-Type: message/delivery-status

                Reporting-MTA: dns;terse.test

                Final-Recipient: rfc822;%2$s
                Action: failed
                Status: %3$s
                Diagnostic-Code: smtp;%5$s

                --%4$s
                Content-Type: message/rfc822

                %6$s

                The mail itself.
                --%4$s--
                """,
                original, said, id);
    }

    /// Plain text of a form of its own, as qmail writes it.
    public static String qmail(Original original, Said said, String id) {
        return filled(
                """
                From: MAILER-DAEMON@q.test
                To: %1$s
                Subject: failure notice
                Message-ID: <%4$s@q.test>

                Hi. This is the qmail-send program at q.test.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <%2$s>:
                192.0.2.25 does not like recipient.
                Remote host said: %5$s
                Giving up on 192.0.2.25.

                --- Below this line is a copy of the message.

                Return-Path: <%1$s>
                %6$s

                The mail itself.
                """,
                original, said, id);
    }

    /// Plain text with a field that names the recipient, as Exim writes it.
    public static String exim(Original original, Said said, String id) {
        return filled(
                """
                X-Failed-Recipients: %2$s
                Auto-Submitted: auto-replied
                From: Mail Delivery System <Mailer-Daemon@exim.test>
                To: %1$s
                Subject: Mail delivery failed: returning message to sender
                Message-Id: <%4$s@exim.test>

                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address(es) failed:

                  %2$s
                    host mail.exim.test [192.0.2.9]
                    SMTP error from remote mail server after RCPT TO:<%2$s>:
                    %5$s

                ------ This is a copy of the message, including all the headers. ------

                Return-path: <%1$s>
                %6$s

                The mail itself.
                """,
                original, said, id);
    }

    /// A complaint as feedback loops bring it (RFC 5965): without the recipient, with the header.
    ///
    /// @param to where the loop was registered, or an address of the mail's own
    public static String complaint(Original original, String to, String id) {
        return crlf(
                """
                From: <fbl@big.test>
                To: <%1$s>
                Subject: complaint about a mail
                Message-ID: <%2$s@big.test>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="%2$s"

                --%2$s
                Content-Type: text/plain

                This is an abuse report for a mail of yours.

                --%2$s
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: BigLoop/1.0
                Version: 1
                Source-IP: 192.0.2.1

                --%2$s
                Content-Type: message/rfc822

                %3$s

                The mail itself.
                --%2$s--
                """
                        .formatted(to, id, original.lines()));
    }

    /// What a mail program sends for a `mailto:` link.
    ///
    /// @param to the link's address
    public static String unsubscribe(Original original, String to, String subject, String id) {
        return crlf(
                """
                From: <%1$s>
                To: <%2$s>
                Subject: %3$s
                Message-ID: <%4$s@phone.test>

                """
                        .formatted(original.recipient(), to, subject, id));
    }

    /// Somebody is away, and has a program say so.
    public static String away(Original original, String id) {
        return crlf(
                """
                From: <%1$s>
                To: <%2$s>
                Subject: Out of office
                Auto-Submitted: auto-replied
                Message-ID: <%3$s@desk.test>

                I am away until Monday.
                """
                        .formatted(original.recipient(), original.returnPath(), id));
    }

    private static String filled(String text, Original original, Said said, String id) {
        return crlf(
                text.formatted(
                        original.returnPath(),
                        original.recipient(),
                        said.status(),
                        id,
                        said.reply(),
                        original.lines()));
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}

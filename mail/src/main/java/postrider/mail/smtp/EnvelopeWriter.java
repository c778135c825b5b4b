package postrider.mail.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import postrider.delivery.Envelope;
import postrider.mail.smtp.Capabilities.Extension;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// Writes envelopes the way one host understands them.
final class EnvelopeWriter {
    private static final byte[] MAIL = ascii("MAIL FROM:<");
    private static final byte[] SIZE = ascii(" SIZE=");
    private static final byte[] UTF8 = ascii(" SMTPUTF8");
    private static final byte[] RCPT = ascii("RCPT TO:<");
    private static final byte[] DATA = ascii("DATA\r\n");
    private static final byte[] END = ascii(">\r\n");

    private final OutBuffer out;
    private final long sizeMax;
    private final boolean size;
    private final boolean utf8;
    private final byte[] afterPath;

    EnvelopeWriter(OutBuffer out, Capabilities offered) {
        this.out = out;
        sizeMax = offered.sizeMax();
        size = offered.has(Extension.SIZE);
        utf8 = offered.has(Extension.SMTP_UTF8);
        afterPath = ascii(offered.has(Extension.EIGHT_BIT_MIME) ? "> BODY=8BITMIME" : ">");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// What the host is known not to take is not offered to it.
    Optional<Outcome> unfit(Envelope envelope) {
        if (envelope.sizeHint() > sizeMax) {
            var why = "the host takes mails up to " + sizeMax + " bytes";
            return Optional.of(new Outcome.Blocked(new Reply(0, "", why), Reason.TOO_LARGE));
        }
        if (!utf8 && envelope.needsSmtpUtf8()) {
            var why = "the address needs SMTPUTF8 (RFC 6531), which the host does not offer";
            return Optional.of(
                    new Outcome.Bounced(new Reply(0, "", why), Reason.NEEDS_SMTPUTF8, false));
        }
        return Optional.empty();
    }

    /// MAIL, RCPT and DATA: a group that ends as RFC 2920 3.1 wants it.
    void putGroup(Envelope envelope) throws IOException {
        putMail(envelope);
        putRcpt(envelope);
        putData();
    }

    void putMail(Envelope envelope) throws IOException {
        out.put(MAIL).put(envelope.returnPath()).put(afterPath);
        if (size && envelope.sizeHint() > 0)
            out.put(SIZE).put(Integer.toString(envelope.sizeHint()));
        if (utf8 && envelope.needsSmtpUtf8()) out.put(UTF8);
        out.endLine();
    }

    void putRcpt(Envelope envelope) throws IOException {
        out.put(RCPT).put(envelope.recipient()).put(END);
    }

    void putData() throws IOException {
        out.put(DATA);
    }
}

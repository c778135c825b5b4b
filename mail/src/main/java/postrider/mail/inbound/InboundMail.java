package postrider.mail.inbound;

import java.time.Instant;
import java.util.List;

/// A mail that was taken.
///
/// @param sender 5321.MailFrom, empty for `<>`
/// @param recipients 5321.RcptTo, each one of ours
/// @param bytes as they came, dots unstuffed
/// @param peer the address of the host that brought it, or the name of the file
public record InboundMail(
        String sender, List<String> recipients, byte[] bytes, String peer, Instant at) {
    public InboundMail {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty())
            throw new IllegalArgumentException("a mail that is taken has a recipient");
    }

    /// Personal data stays out of logs.
    @Override
    public String toString() {
        return "InboundMail[recipients=%d, bytes=%d, at=%s]"
                .formatted(recipients.size(), bytes.length, at);
    }
}

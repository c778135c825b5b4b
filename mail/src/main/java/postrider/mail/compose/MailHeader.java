package postrider.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import postrider.delivery.Composer.CannotCompose;
import postrider.mail.mime.Bytes;
import postrider.mail.mime.HeaderText;
import postrider.mail.mime.MailLayout;
import postrider.message.MessageId;

/// The header of a campaign's mails: what all share is written once.
final class MailHeader {
    /// RFC 5322 2.1.1: a line has at most 998 octets, and an address cannot be folded.
    private static final int LINK_MAX = 900;

    private final byte[] fixed;
    private final Set<String> names = new HashSet<>(Set.of("from", "to", "subject", "date"));
    private final String messageIdEnd;
    private final UnsubscribeLinks unsubscribe;
    private final boolean isAscii;

    MailHeader(Letter letter, MailLayout layout, String tag) {
        var fields = new Bytes();
        HeaderText.mailbox("From", letter.fromName(), letter.from(), fields);
        if (!letter.replyTo().isEmpty()) {
            names.add("reply-to");
            HeaderText.mailbox("Reply-To", "", letter.replyTo(), fields);
        }
        if (!letter.feedbackId().isEmpty()) {
            names.add("feedback-id");
            fields.addAscii("Feedback-ID: " + letter.feedbackId() + "\r\n");
        }
        if (!letter.unsubscribe().equals(UnsubscribeLinks.NONE))
            names.addAll(Set.of("list-unsubscribe", "list-unsubscribe-post"));
        names.addAll(Set.of("message-id", "mime-version", "content-type"));
        layout.contentFields(fields);
        this.fixed = fields.toArray();
        this.messageIdEnd = "." + tag + "@" + letter.messageIdDomain() + ">\r\n";
        this.unsubscribe = letter.unsubscribe();
        this.isAscii = MailAddress.isAscii(letter.from()) && MailAddress.isAscii(letter.replyTo());
    }

    /// The names of its fields, in lower case.
    Set<String> names() {
        return names;
    }

    int fixedLength() {
        return fixed.length;
    }

    boolean isAscii() {
        return isAscii;
    }

    /// Appends the header up to the empty line and with it.
    ///
    /// @param recipient checked
    void write(MessageId message, String recipient, String subject, String date, Bytes to)
            throws CannotCompose {
        to.addAscii("Date: ");
        to.addAscii(date);
        to.addAscii("\r\nMessage-ID: <");
        to.addAscii(message.toString());
        to.addAscii(messageIdEnd);
        to.addAscii("To: <");
        to.add(recipient.getBytes(StandardCharsets.UTF_8));
        to.addAscii(">\r\n");
        HeaderText.field("Subject", subject, to);
        listUnsubscribe(message, to);
        to.add(fixed);
    }

    /// RFC 8058 3.1: one https address, and the second field only with it.
    private void listUnsubscribe(MessageId message, Bytes to) throws CannotCompose {
        var address = link(unsubscribe.address(message), "https://");
        var mailto = link(unsubscribe.mailto(message), "mailto:");
        if (address.isEmpty() && mailto.isEmpty()) return;
        to.addAscii("List-Unsubscribe: ");
        to.addAscii(address);
        if (!address.isEmpty() && !mailto.isEmpty()) to.addAscii(",\r\n ");
        to.addAscii(mailto);
        to.addAscii("\r\n");
        if (!address.isEmpty())
            to.addAscii("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    }

    private static String link(String link, String scheme) throws CannotCompose {
        if (link.isEmpty()) return "";
        var isSafe =
                link.startsWith(scheme)
                        && link.length() <= LINK_MAX
                        && link.chars()
                                .allMatch(c ->
                                        c > ' ' && c < 0x7f && c != '<' && c != '>' && c != ',');
        if (isSafe) return "<" + link + ">";
        throw new CannotCompose(
                "an unsubscribe link must begin with %s and have at most %d characters of ASCII without blanks"
                        .formatted(scheme, LINK_MAX));
    }
}

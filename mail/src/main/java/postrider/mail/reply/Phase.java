package postrider.mail.reply;

/// What a reply answers. The same words mean other things elsewhere: a 550 to RCPT is about the
/// recipient, to MAIL about us, after the final dot mostly about the mail.
public enum Phase {
    /// The connection itself.
    GREETING,
    /// EHLO or HELO.
    HELLO,
    /// STARTTLS.
    TLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /// The final dot.
    DOT;

    /// Whether no message is offered yet: what goes wrong is never a message's fault.
    public boolean isOpening() {
        return compareTo(MAIL) < 0;
    }

    /// Whether a yes to this phase looks like `code`.
    public boolean isYes(int code) {
        return this == DATA ? code == 354 : code >= 200 && code < 300;
    }
}

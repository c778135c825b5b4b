package postrider.mail.inbound;

/// What the listener says (RFC 5321 4.2, RFC 3463).
final class Answers {
    static final String OK = "250 2.0.0 Ok";
    static final String SENDER_OK = "250 2.1.0 Ok";
    static final String RECIPIENT_OK = "250 2.1.5 Ok";
    static final String TAKEN = "250 2.6.0 Taken";
    static final String GO_AHEAD = "354 End data with <CR><LF>.<CR><LF>";
    static final String WILL_SEE = "252 2.1.5 Send some mail and see";
    static final String READY = "220 2.0.0 Ready to start TLS";
    static final String BYE = "221 2.0.0 Bye";
    static final String CLOSING = "421 4.3.2 Closing, come again";
    static final String CROWDED = "421 4.7.0 Too many connections, come again";
    static final String ENOUGH = "421 4.7.0 Enough for one connection";
    static final String NOT_NOW = "451 4.3.0 Cannot keep mail now, come again";
    static final String NO_ROOM = "452 4.3.1 No room now, come again";
    static final String TOO_MANY = "452 4.5.3 Too many recipients";
    static final String UNKNOWN = "500 5.5.2 Unknown command";
    static final String BAD_LINE = "500 5.5.2 Lines end with <CR><LF> and are not that long";
    static final String MALFORMED = "501 5.5.4 Malformed";
    static final String NO_TLS = "502 5.5.1 No TLS here";
    static final String HELLO_FIRST = "503 5.5.1 EHLO first";
    static final String NESTED = "503 5.5.1 A sender is named already";
    static final String MAIL_FIRST = "503 5.5.1 MAIL first";
    static final String NO_RECIPIENT = "503 5.5.1 RCPT first";
    static final String FOREIGN = "550 5.7.1 No such mailbox here, and nothing is relayed";
    static final String TOO_LARGE = "552 5.3.4 Larger than is taken";
    static final String BARE_LF = "554 5.6.0 A line ends with <LF> alone";
    static final String UNSUPPORTED = "555 5.5.4 Unsupported parameter";

    private Answers() {}
}

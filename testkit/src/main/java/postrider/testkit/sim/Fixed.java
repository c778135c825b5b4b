package postrider.testkit.sim;

/// Replies that are the same whoever is played.
final class Fixed {
    static final Phrase GREETING = Phrase.of("220 mx.sim.test ESMTP simulated mailbox providers");
    static final Phrase OK = Phrase.of("250 2.0.0 OK");
    static final Phrase SENDER_OK = Phrase.of("250 2.1.0 OK");
    static final Phrase RECIPIENT_OK = Phrase.of("250 2.1.5 OK");
    static final Phrase GO_AHEAD = Phrase.of("354 Go ahead");
    static final Phrase HELLO = Phrase.of("250 mx.sim.test");
    static final Phrase BYE = Phrase.of("221 2.0.0 Bye");
    static final Phrase WILL_SEE = Phrase.of("252 2.1.5 Send some mail and see");
    static final Phrase START_TLS = Phrase.of("220 2.0.0 Ready to start TLS");
    static final Phrase CROWDED = Phrase.of("421 4.3.2 Too many connections, try again later");
    static final Phrase NO_ROOM = Phrase.of("452 4.3.1 The ledger is full: raise its limit");
    static final Phrase ONE_RECIPIENT =
            Phrase.of("452 4.5.3 One recipient a transaction, send the others separately");
    static final Phrase UNKNOWN_COMMAND = Phrase.of("500 5.5.2 Command not recognized");
    static final Phrase LONG_LINE = Phrase.of("500 5.5.2 Line too long");
    static final Phrase BAD_SENDER = Phrase.of("501 5.1.7 Bad sender address syntax");
    static final Phrase BAD_RECIPIENT = Phrase.of("501 5.1.3 Bad recipient address syntax");
    static final Phrase HELLO_FIRST = Phrase.of("503 5.5.1 EHLO first");
    static final Phrase NESTED = Phrase.of("503 5.5.1 Nested MAIL command");
    static final Phrase MAIL_FIRST = Phrase.of("503 5.5.1 MAIL first");
    static final Phrase NO_TLS = Phrase.of("502 5.5.1 STARTTLS not available");
    static final Phrase TOO_LARGE = Phrase.of("552 5.3.4 Message too large");
    static final Phrase NEEDS_UTF8 = Phrase.of("553 5.6.7 The address needs SMTPUTF8");
    static final Phrase NO_RECIPIENT = Phrase.of("554 5.5.1 No valid recipients");

    private Fixed() {}
}

package postrider.testkit.sim;

/// The commands of RFC 5321 and 3207 that are understood, the frequent ones first.
enum Verb {
    MAIL,
    RCPT,
    DATA,
    RSET,
    QUIT,
    EHLO,
    HELO,
    NOOP,
    STARTTLS,
    VRFY,
    UNKNOWN;

    private static final Verb[] ALL = values();

    private final int letters = Wire.verb(name());

    static Verb of(Wire wire) {
        var letters = wire.verb();
        for (var verb : ALL) if (verb.letters == letters) return verb;
        return UNKNOWN;
    }
}

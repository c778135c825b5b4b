package postrider.message;

import java.util.Locale;

/// Why a message has its status, in one small vocabulary. The codes are stored: never renumber.
public enum Reason {
    /// Nothing to explain.
    NONE(0),
    /// No such mailbox or domain (RFC 3463 X.1.x).
    UNKNOWN_RECIPIENT(1),
    /// The mailbox exists and takes no mail: disabled, moved (X.2.1, X.1.6).
    INACTIVE_MAILBOX(2),
    /// X.2.2.
    MAILBOX_FULL(3),
    /// Larger than the host or mailbox takes (X.2.3, X.3.4).
    TOO_LARGE(4),
    /// Not seen before: come again.
    GREYLISTED(5),
    /// Too fast, too many connections, too much in a while.
    RATE_LIMITED(6),
    /// The reputation of our address or domain; block lists.
    REPUTATION(7),
    /// SPF, DKIM, DMARC, reverse DNS, TLS (X.7.2x).
    AUTHENTICATION(8),
    /// What the mail says or links to.
    CONTENT(9),
    /// A rule of the far side that names no better reason.
    POLICY(10),
    /// The far side's own trouble (X.3.x, X.4.x).
    HOST_TROUBLE(11),
    /// No connection, or it broke before the last byte.
    CONNECTION(12),
    /// The dialogue went wrong: a syntax or sequence error (X.5.x).
    PROTOCOL(13),
    /// The address needs SMTPUTF8 and the host lacks it (X.6.7).
    NEEDS_SMTPUTF8(14),
    /// TLS was required and could not be had.
    TLS_REQUIRED(15),
    /// Deferred until the retry schedule or the window ended.
    EXPIRED(16),
    /// Held by a suppression.
    SUPPRESSED(17),
    /// The campaign was cancelled.
    CANCELLED(18),
    /// The send window closed first.
    WINDOW_CLOSED(19),
    /// The mail could not be made from this recipient's values.
    RENDERING(20),
    /// The link broke after the last byte and before the reply.
    LINK_LOST(21),
    /// The process died with the intent open.
    PROCESS_LOST(22),
    /// A refusal that no rule knows.
    UNCLASSIFIED(23);

    private static final Reason[] BY_CODE = values();

    private final int code;

    Reason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Reason of(int code) {
        if (code < 0 || code >= BY_CODE.length)
            throw new IllegalArgumentException("no reason " + code);
        return BY_CODE[code];
    }

    /// The name outside: `mailbox_full`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

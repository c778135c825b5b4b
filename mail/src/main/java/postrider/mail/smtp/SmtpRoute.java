package postrider.mail.smtp;

import java.util.regex.Pattern;

/// A configured way out over SMTP.
///
/// @param kind what a 2xx after the final dot means
/// @param host host name or IP address; empty (for mailbox providers only): the site's MX hosts
/// @param port 1 to 65535, for MX hosts too
/// @param heloName what we call ourselves in EHLO: a host name of ours or an address literal
/// @param messagesMax how many messages a connection may carry, 1 to [#MESSAGES_MAX]
/// @param sources where connections leave from
public record SmtpRoute(
        Kind kind,
        String host,
        int port,
        SmtpTls tls,
        Login login,
        String heloName,
        int messagesMax,
        Pipelining pipelining,
        SmtpTimeouts timeouts,
        SourcePool sources) {
    public static final int MESSAGES_MAX = 1_000_000;

    /// Many hosts end a connection after 100 messages or more; leaving first costs little.
    public static final int MESSAGES_DEFAULT = 100;

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,253}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern HELO =
            Pattern.compile(
                    "[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?|\\[[0-9A-Za-z:.]{2,60}]");

    /// Who is at the other end.
    public enum Kind {
        /// Takes the mail and tells more later: a 2xx means SENT.
        RELAY,
        /// Runs the mailboxes: a 2xx means DELIVERED.
        MAILBOX_PROVIDER
    }

    /// Whether commands go out in groups (RFC 2920).
    public enum Pipelining {
        WHERE_OFFERED,
        OFF
    }

    /// Who we say we are, and whether we say it in clear text.
    public record Login(Credentials credentials, Secrecy secrecy) {
        public static final Login NONE = new Login(Credentials.NONE, Secrecy.TLS_ONLY);

        /// Where credentials may go.
        public enum Secrecy {
            TLS_ONLY,
            CLEAR_TEXT_ALLOWED
        }
    }

    public SmtpRoute {
        if (host.isEmpty() ? kind == Kind.RELAY : !HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "a relay needs a host name or an IP address, without port or blanks");
        }
        refuseOutside("port", port, 65_535);
        refuseOutside("messages per connection", messagesMax, MESSAGES_MAX);
        checkHelo(heloName);
        if (kind == Kind.MAILBOX_PROVIDER && !login.credentials().isNone())
            throw new IllegalArgumentException("a mailbox provider's MX takes no credentials");
        if (tls.mode() == SmtpTls.Mode.NONE
                && !login.credentials().isNone()
                && login.secrecy() == Login.Secrecy.TLS_ONLY) {
            throw new IllegalArgumentException(
                    "credentials need TLS: require it, or allow clear text by clear=yes");
        }
    }

    static void checkHelo(String name) {
        if (!HELO.matcher(name).matches())
            throw new IllegalArgumentException(
                    "the HELO name is a host name or an address literal like [192.0.2.1]");
    }

    private static void refuseOutside(String what, int value, int max) {
        if (value < 1 || value > max)
            throw new IllegalArgumentException(what + " is 1 to " + max + ": " + value);
    }

    /// A relay as most are: no TLS asked for by name, no login, what the standards say.
    public static SmtpRoute relay(String host, int port, String heloName) {
        return plain(Kind.RELAY, host, port, heloName);
    }

    /// Straight to the MX hosts of each site, port 25.
    public static SmtpRoute direct(String heloName) {
        return plain(Kind.MAILBOX_PROVIDER, "", 25, heloName);
    }

    /// All sites at one address: for simulated mailbox providers.
    public static SmtpRoute directTo(String host, int port, String heloName) {
        return plain(Kind.MAILBOX_PROVIDER, host, port, heloName);
    }

    /// The route that a URL names, like `smtp://user:pass@mail.example:587?tls=required`; the
    /// schemes and options are listed at [SmtpUrl].
    ///
    /// @throws IllegalArgumentException saying what to mend, without any part of the credentials
    public static SmtpRoute parse(String url, String heloName) {
        return SmtpUrl.route(url, heloName);
    }

    private static SmtpRoute plain(Kind kind, String host, int port, String heloName) {
        return new SmtpRoute(
                kind,
                host,
                port,
                SmtpTls.OPPORTUNISTIC,
                Login.NONE,
                heloName,
                MESSAGES_DEFAULT,
                Pipelining.WHERE_OFFERED,
                SmtpTimeouts.RFC_5321,
                SourcePool.ANY);
    }

    public SmtpRoute with(SmtpTls other) {
        return new SmtpRoute(
                kind,
                host,
                port,
                other,
                login,
                heloName,
                messagesMax,
                pipelining,
                timeouts,
                sources);
    }

    public SmtpRoute with(Login other) {
        return new SmtpRoute(
                kind, host, port, tls, other, heloName, messagesMax, pipelining, timeouts, sources);
    }

    public SmtpRoute with(Pipelining other) {
        return new SmtpRoute(
                kind, host, port, tls, login, heloName, messagesMax, other, timeouts, sources);
    }

    public SmtpRoute with(SmtpTimeouts other) {
        return new SmtpRoute(
                kind, host, port, tls, login, heloName, messagesMax, pipelining, other, sources);
    }

    public SmtpRoute with(SourcePool other) {
        return new SmtpRoute(
                kind, host, port, tls, login, heloName, messagesMax, pipelining, timeouts, other);
    }

    public SmtpRoute withMessagesMax(int other) {
        return new SmtpRoute(
                kind, host, port, tls, login, heloName, other, pipelining, timeouts, sources);
    }
}

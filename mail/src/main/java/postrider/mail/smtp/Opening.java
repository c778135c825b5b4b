package postrider.mail.smtp;

import java.io.IOException;
import java.time.Duration;
import postrider.delivery.Transport.LinkFailed;
import postrider.mail.reply.Phase;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.smtp.Capabilities.Extension;
import postrider.mail.smtp.SmtpRoute.Login;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// The dialogue before the first envelope: greeting, EHLO, STARTTLS, AUTH.
final class Opening {
    private final SmtpRoute route;
    private final Ourselves ourselves;
    private final ReplyClassifier classifier;

    Opening(SmtpRoute route, Ourselves ourselves, ReplyClassifier classifier) {
        this.route = route;
        this.ourselves = ourselves;
        this.classifier = classifier;
    }

    /// How TLS comes about on one connection.
    ///
    /// @param mode the route's, or NONE after TLS has failed where it is not required
    record Security(SmtpTls.Mode mode, TlsClient client) {}

    /// The host calls itself as we call ourselves.
    static final class Loop extends IOException {
        private static final long serialVersionUID = 1L;

        Loop() {
            super("the host is called as we are");
        }
    }

    /// TLS was tried and did not come about: the connection is spoilt.
    static final class TlsFailed extends IOException {
        private static final long serialVersionUID = 1L;

        TlsFailed(IOException cause) {
            super("TLS failed", cause);
        }
    }

    /// @return what the host offers
    Capabilities open(Connection connection, Security security) throws IOException, LinkFailed {
        if (security.mode() == SmtpTls.Mode.IMPLICIT) secure(connection, security);
        var reader = connection.reader();
        if (reader.read(route.timeouts().greeting()) != 220)
            throw refused(connection, Phase.GREETING);
        refuseOurselves(reader);
        var offered = hello(connection);
        if (startTls(connection, security, offered)) offered = hello(connection);
        logIn(connection, offered);
        return offered;
    }

    private Capabilities hello(Connection connection) throws IOException, LinkFailed {
        var time = route.timeouts().hello();
        var code = connection.ask("EHLO " + connection.heloName(), time);
        if (code == 250) {
            refuseOurselves(connection.reader());
            return Capabilities.of(connection.reader().lines());
        }
        // RFC 5321 3.2: a host that does not know EHLO is spoken to with HELO.
        if (code >= 500 && connection.ask("HELO " + connection.heloName(), time) == 250)
            return Capabilities.NONE;
        throw refused(connection, Phase.HELLO);
    }

    /// RFC 5321 4.2 and 4.1.1.1: greeting and answer to EHLO begin with the host's name.
    private void refuseOurselves(ReplyReader reader) throws Loop {
        var words = reader.lines().stream().findFirst().orElse("").strip();
        var end = words.indexOf(' ');
        if (ourselves.isCalled(end < 0 ? words : words.substring(0, end))) throw new Loop();
    }

    /// Whether TLS has begun just now.
    private boolean startTls(Connection connection, Security security, Capabilities offered)
            throws IOException, LinkFailed {
        var mode = security.mode();
        if (mode == SmtpTls.Mode.NONE || mode == SmtpTls.Mode.IMPLICIT) return false;
        var required = mode == SmtpTls.Mode.REQUIRED;
        if (!offered.has(Extension.START_TLS)) {
            if (required) throw withoutTls(connection, "the host offers no STARTTLS");
            return false;
        }
        if (connection.ask("STARTTLS", route.timeouts().hello()) != 220) {
            if (required) throw withoutTls(connection, "the host refused STARTTLS");
            return false;
        }
        secure(connection, security);
        return true;
    }

    private void secure(Connection connection, Security security) throws IOException {
        try {
            connection.secure(security.client(), route.timeouts().hello());
        } catch (IOException e) {
            throw new TlsFailed(e);
        }
    }

    private void logIn(Connection connection, Capabilities offered) throws IOException, LinkFailed {
        var credentials = route.login().credentials();
        if (credentials.isNone()) return;
        if (!connection.isSecured() && route.login().secrecy() == Login.Secrecy.TLS_ONLY)
            throw withoutTls(connection, "the credentials go over TLS only");
        if (!logIn(connection, offered, credentials)) throw refused(connection, Phase.AUTH);
    }

    private boolean logIn(Connection connection, Capabilities offered, Credentials credentials)
            throws IOException, LinkFailed {
        var time = route.timeouts().hello();
        if (offered.has(Extension.AUTH_PLAIN))
            return connection.ask("AUTH PLAIN " + credentials.plain(), time) == 235;
        if (offered.has(Extension.AUTH_LOGIN)) return logInByParts(connection, credentials, time);
        throw failed(
                connection, "the host offers neither AUTH PLAIN nor LOGIN", Reason.AUTHENTICATION);
    }

    private static boolean logInByParts(
            Connection connection, Credentials credentials, Duration time) throws IOException {
        return connection.ask("AUTH LOGIN", time) == 334
                && connection.ask(credentials.loginUser(), time) == 334
                && connection.ask(credentials.loginPassword(), time) == 235;
    }

    private LinkFailed refused(Connection connection, Phase phase) {
        var reader = connection.reader();
        return new LinkFailed(
                connection.host() + " answered " + reader.code() + " to " + phase,
                classifier.classify(phase, reader.code(), reader.text()));
    }

    private static LinkFailed withoutTls(Connection connection, String why) {
        return failed(connection, why, Reason.TLS_REQUIRED);
    }

    private static LinkFailed failed(Connection connection, String why, Reason reason) {
        return new LinkFailed(
                connection.host() + ": " + why,
                new Outcome.Deferred(new Reply(0, "", why), reason, Duration.ZERO));
    }
}

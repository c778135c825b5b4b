package postrider.mail.smtp;

import java.nio.file.Path;

/// Whether and how a link is encrypted: TLS 1.2 or newer.
public record SmtpTls(Mode mode, Trust trust) {
    public static final SmtpTls NONE = new SmtpTls(Mode.NONE, new Trust.Anyone());

    /// Against listeners, not against impostors: who would be refused for a certificate gets the
    /// mail in clear text instead, so checking would only make it worse (RFC 7435).
    public static final SmtpTls OPPORTUNISTIC = new SmtpTls(Mode.OPPORTUNISTIC, new Trust.Anyone());

    public static final SmtpTls REQUIRED = new SmtpTls(Mode.REQUIRED, new Trust.Authorities());
    public static final SmtpTls IMPLICIT = new SmtpTls(Mode.IMPLICIT, new Trust.Authorities());

    public SmtpTls with(Mode other) {
        return new SmtpTls(other, trust);
    }

    /// When TLS starts.
    public enum Mode {
        /// Never.
        NONE,
        /// With STARTTLS where it is offered and works, else not.
        OPPORTUNISTIC,
        /// With STARTTLS, or there is no link.
        REQUIRED,
        /// Before the first byte (RFC 8314 3.3).
        IMPLICIT
    }

    /// Whose certificates are believed.
    public sealed interface Trust {
        /// Everyone's: the certificate is not looked at.
        record Anyone() implements Trust {}

        /// What an authority of the Java platform signed for this host's name.
        record Authorities() implements Trust {}

        /// What one of the authorities in a PEM file signed for this host's name.
        record File(Path pem) implements Trust {}
    }
}

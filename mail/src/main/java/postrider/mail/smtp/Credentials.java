package postrider.mail.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Who we are to a relay (RFC 4954), or [#NONE]. Never shown: neither part is in [#toString].
public record Credentials(String user, String password) {
    public static final Credentials NONE = new Credentials("", "");

    /// RFC 4616 2: up to 255 octets each.
    private static final int OCTETS_MAX = 255;

    public Credentials {
        refuse(user, "user name");
        refuse(password, "password");
        if (user.isEmpty() != password.isEmpty())
            throw new IllegalArgumentException("credentials are a user name and a password");
    }

    private static void refuse(String part, String what) {
        if (part.getBytes(StandardCharsets.UTF_8).length > OCTETS_MAX || part.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "an SMTP " + what + " has at most " + OCTETS_MAX + " octets and no NUL");
        }
    }

    boolean isNone() {
        return user.isEmpty();
    }

    /// The response of AUTH PLAIN (RFC 4616).
    String plain() {
        return base64("\0" + user + "\0" + password);
    }

    String loginUser() {
        return base64(user);
    }

    String loginPassword() {
        return base64(password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return isNone() ? "no credentials" : "credentials (not shown)";
    }
}

package postrider.mail.feedback;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What tells a mail from every other one: its Message-ID, which is the same for each double of it, or
/// a hash of the whole where it has none.
public final class OwnId {
    private static final int ID_MAX = 998;

    private OwnId() {}

    /// @param mail raw (RFC 5322), with any line ends
    public static String of(byte[] mail) {
        var id =
                switch (MailParts.read(mail)) {
                    case MailParts.Read.Taken(var parts) ->
                            parts.getFirst().header().first("message-id").strip();
                    case MailParts.Read.Refused _ -> "";
                };
        return id.isEmpty() || id.length() > ID_MAX ? hash(mail) : id;
    }

    private static String hash(byte[] mail) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(mail));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

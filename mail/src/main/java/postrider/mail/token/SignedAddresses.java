package postrider.mail.token;

import java.util.Locale;
import java.util.Optional;
import postrider.message.MessageId;

/// Mail addresses that carry a message's id, as `b<token>@bounces.example`: return paths, the
/// addresses of complaints, and those of `mailto:` unsubscribes. Safe for many threads.
public final class SignedAddresses {
    /// RFC 5321 4.5.3.1.1.
    public static final int LOCAL_MAX = 64;

    private final char mark;
    private final String domain;
    private final PublicTokens tokens;

    /// @param mark the first letter of every local part, `a` to `z`; it tells kinds apart on one
    ///     domain
    /// @param domain where the mail goes, in A-label form
    public SignedAddresses(char mark, String domain, PublicTokens tokens) {
        if (mark < 'a' || mark > 'z')
            throw new IllegalArgumentException("the mark of an address is a letter a to z");
        if (domain.isEmpty() || domain.indexOf('@') >= 0)
            throw new IllegalArgumentException(
                    "the domain of signed addresses is a name such as bounces.example.com");
        this.mark = mark;
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.tokens = tokens;
    }

    /// The address of this message's own; its local part has at most [#LOCAL_MAX] octets.
    public String address(MessageId message) {
        return mark + tokens.token(message) + "@" + domain;
    }

    /// The message whose address this is, whatever case it came back in, or empty.
    public Optional<MessageId> message(String address) {
        var at = address.lastIndexOf('@');
        if (at < 1 || at > LOCAL_MAX || !address.substring(at + 1).equalsIgnoreCase(domain))
            return Optional.empty();
        var local = address.substring(0, at).toLowerCase(Locale.ROOT);
        if (local.charAt(0) != mark) return Optional.empty();
        return tokens.message(local.substring(1));
    }
}

package postrider.mail.feedback;

import java.util.LinkedHashSet;
import java.util.List;

/// What a mail without its envelope tells of it: what the hosts on its way wrote down, and its header.
///
/// @param sender the return path, or empty
/// @param recipients whom it may have come to, at most [#MAX], the surest first
public record Addressees(String sender, List<String> recipients) {
    public static final int MAX = 100;

    private static final List<String> FIELDS =
            List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc");

    public Addressees {
        recipients = List.copyOf(recipients);
    }

    /// @param mail raw (RFC 5322), with any line ends
    public static Addressees of(byte[] mail) {
        return switch (MailParts.read(mail)) {
            case MailParts.Read.Taken(var parts) -> of(parts.getFirst().header());
            case MailParts.Read.Refused _ -> new Addressees("", List.of());
        };
    }

    private static Addressees of(Fields header) {
        var recipients = new LinkedHashSet<String>();
        for (var name : FIELDS)
            for (var value : header.all(name))
                for (var address : Addresses.in(value))
                    if (recipients.size() < MAX) recipients.add(address);
        var sender = Addresses.first(header.first("return-path")).orElse("");
        return new Addressees(sender, List.copyOf(recipients));
    }

    /// Personal data stays out of logs.
    @Override
    public String toString() {
        return "Addressees[recipients=" + recipients.size() + "]";
    }
}

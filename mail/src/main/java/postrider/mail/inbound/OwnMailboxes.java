package postrider.mail.inbound;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import postrider.mail.token.SignedAddresses;

/// The mailboxes of a deployment: addresses with a valid token, and a few plain ones, such as those
/// that feedback loops were registered with. Safe for many threads.
public final class OwnMailboxes implements Mailboxes {
    private final List<SignedAddresses> signed;
    private final Set<String> plain;

    /// @param plain whole addresses; case does not matter
    public OwnMailboxes(List<SignedAddresses> signed, Set<String> plain) {
        this.signed = List.copyOf(signed);
        this.plain =
                plain.stream()
                        .map(address -> address.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean takes(String address) {
        if (plain.contains(address.toLowerCase(Locale.ROOT))) return true;
        return signed.stream().anyMatch(kind -> kind.message(address).isPresent());
    }
}

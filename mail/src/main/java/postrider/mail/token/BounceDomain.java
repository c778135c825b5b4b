package postrider.mail.token;

import java.util.Optional;
import postrider.message.MessageId;
import postrider.seal.KeyVault;
import postrider.seal.KeyVault.Purpose;

/// The domain that mail comes back to: each message has a return path there, an address for complaints
/// and one for unsubscribing, told apart by their first letter and tagged with keys of their own. Safe
/// for many threads.
public record BounceDomain(
        SignedAddresses returnPaths, SignedAddresses complaints, SignedAddresses unsubscribes) {

    /// @param domain in A-label form
    public static BounceDomain of(String domain, KeyVault vault) {
        return new BounceDomain(
                kind('b', domain, vault, Purpose.RETURN_PATH),
                kind('c', domain, vault, Purpose.COMPLAINT),
                kind('u', domain, vault, Purpose.UNSUBSCRIBE));
    }

    private static SignedAddresses kind(char mark, String domain, KeyVault vault, Purpose purpose) {
        return new SignedAddresses(mark, domain, new PublicTokens(TokenKeys.of(vault, purpose)));
    }

    /// What an address is for.
    public enum Use {
        RETURN_PATH,
        COMPLAINT,
        UNSUBSCRIBE
    }

    /// Whose address it is, and for what.
    public record Addressed(MessageId message, Use use) {}

    /// Empty if the address is none of ours, or a character of it was changed.
    public Optional<Addressed> addressed(String address) {
        return of(returnPaths, address, Use.RETURN_PATH)
                .or(() -> of(complaints, address, Use.COMPLAINT))
                .or(() -> of(unsubscribes, address, Use.UNSUBSCRIBE));
    }

    private static Optional<Addressed> of(SignedAddresses kind, String address, Use use) {
        return kind.message(address).map(message -> new Addressed(message, use));
    }
}

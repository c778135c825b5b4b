package postrider.api.calls;

import java.util.Optional;
import postrider.message.MessageId;

/// Knows the tokens of tracked links and images. Asked by many threads; what it tells is empty if a
/// character is not as it was made.
public interface ReaderTokens {
    /// A link whose address is the same for all of its campaign. May block once a campaign.
    Optional<Followed> link(String token, String number);

    /// A link that carries its own address.
    Optional<Followed> link(String token, String number, String address);

    /// The message whose image it is.
    Optional<MessageId> image(String token);

    /// @param number of the link in its template, from 1
    /// @param url where it leads: `http` or `https`
    record Followed(MessageId message, int number, String url) {}
}

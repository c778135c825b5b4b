package postrider.mail.compose;

import postrider.mail.token.SignedAddresses;
import postrider.message.MessageId;

/// Links to a web page, if there is one, with a `mailto:` beside each (RFC 2369 3.2): a mail to it is
/// enough, whatever it says. Safe for many threads.
///
/// @param web [UnsubscribeLinks#NONE] for `mailto:` alone
public record MailedUnsubscribeLinks(UnsubscribeLinks web, SignedAddresses addresses)
        implements UnsubscribeLinks {
    @Override
    public String address(MessageId message) {
        return web.address(message);
    }

    @Override
    public String mailto(MessageId message) {
        return "mailto:" + addresses.address(message) + "?subject=unsubscribe";
    }
}

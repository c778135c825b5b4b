package postrider.server;

import java.util.Optional;
import postrider.api.calls.ReaderTokens;
import postrider.mail.compose.LinkTargets;
import postrider.mail.compose.TrackedLinks;
import postrider.message.MessageId;

/// The API's question to the mails' links. Where nothing is tracked, no token is one of ours.
record TrackedTokens(Optional<TrackedLinks> links, LinkTargets targets) implements ReaderTokens {
    @Override
    public Optional<Followed> link(String token, String number) {
        return links.flatMap(l -> l.click(token, number, targets)).map(TrackedTokens::followed);
    }

    @Override
    public Optional<Followed> link(String token, String number, String address) {
        return links.flatMap(l -> l.clickWithAddress(token, number, address))
                .map(TrackedTokens::followed);
    }

    private static Followed followed(TrackedLinks.Click click) {
        return new Followed(click.message(), click.number(), click.url());
    }

    @Override
    public Optional<MessageId> image(String token) {
        return links.flatMap(l -> l.opened(token));
    }
}

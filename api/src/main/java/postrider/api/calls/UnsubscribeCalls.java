package postrider.api.calls;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import postrider.api.http.Operation;
import postrider.api.http.Response;
import postrider.feedback.Arrival;
import postrider.feedback.FeedbackDesk;
import postrider.message.Event;
import postrider.message.MessageId;

/// `/u/`: where the links in List-Unsubscribe lead (RFC 8058). The token is all that is asked for: no
/// key, no cookie, no login, and no redirect, which mail programs do not follow.
public final class UnsubscribeCalls {
    /// As a form (RFC 8058 3.1), in either of its encodings.
    private static final Pattern ONE_CLICK =
            Pattern.compile(
                    "(^|&)List-Unsubscribe=One-Click(&|\\s*$)"
                            + "|name=\"?List-Unsubscribe\"?\\s[\\s\\S]*?\\nOne-Click\\s");

    private final UnsubscribeTokens tokens;
    private final FeedbackDesk desk;
    private final InstantSource clock;

    public UnsubscribeCalls(UnsubscribeTokens tokens, FeedbackDesk desk, InstantSource clock) {
        this.tokens = tokens;
        this.desk = desk;
        this.clock = clock;
    }

    public List<Operation> operations() {
        return List.of(
                new Operation.Linked("GET", "/u/{token}", this::ask),
                new Operation.Linked("POST", "/u/{token}", this::unsubscribe));
    }

    /// Changes nothing: programs that look for viruses follow every link.
    private Response ask(Operation.Link link) {
        return tokens.message(link.token())
                .map(_ -> LinkPage.question())
                .orElseGet(LinkPage::unknown);
    }

    /// When it has answered, no message to this recipient starts.
    private Response unsubscribe(Operation.Link link) throws IOException {
        var message = tokens.message(link.token());
        if (message.isEmpty()) return LinkPage.unknown();
        if (!ONE_CLICK.matcher(link.form()).find()) return LinkPage.notAsked();
        return switch (desk.take(arrival(message.get(), link.token()))) {
            case NEW, KNOWN -> LinkPage.done();
            case NO_MESSAGE -> LinkPage.unknown();
        };
    }

    private Arrival arrival(MessageId message, String token) {
        var now = clock.instant().toEpochMilli();
        var fact = new Event.Fact(message.index(), now, Event.Fact.Kind.UNSUBSCRIBED);
        return new Arrival(message, fact, "http", token);
    }
}

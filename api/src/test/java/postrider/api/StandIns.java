package postrider.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postrider.api.calls.ReaderTokens;
import postrider.api.calls.RouteCheck;
import postrider.campaign.Problem;
import postrider.delivery.Transport;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.message.MessageId;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.pacing.Bounds;

/// What stands in for the mail beside a served API: routes, links and their tokens.
final class StandIns {
    private StandIns() {}

    /// Nothing is sent here; a lane may have five connections and ten messages a second.
    static final class NoTransport implements Transport {
        @Override
        public Link connect(Site site, String domain) throws LinkFailed {
            throw new LinkFailed(
                    "not here", new Outcome.Deferred(Reply.NONE, Reason.CONNECTION, Duration.ZERO));
        }

        @Override
        public Bounds bounds(MailboxProvider provider) {
            return new Bounds(5, 5, 10, 10);
        }

        @Override
        public Reach reach() {
            return Reach.ONE_HOST;
        }
    }

    /// Tokens that need no key: `token-msg_1-0-0`.
    static Optional<MessageId> ofToken(String token) {
        return token.startsWith("token-")
                ? MessageId.parse(token.substring("token-".length()))
                : Optional.empty();
    }

    /// Every link leads to a shop with a blank in its address.
    static final class SomeTokens implements ReaderTokens {
        @Override
        public Optional<Followed> link(String token, String number) {
            return ofToken(token)
                    .map(m ->
                            new Followed(m, Integer.parseInt(number), "https://shop.example/a b"));
        }

        @Override
        public Optional<Followed> link(String token, String number, String address) {
            return ofToken(token)
                    .map(m ->
                            new Followed(
                                    m,
                                    Integer.parseInt(number),
                                    "https://shop.example/?" + address));
        }

        @Override
        public Optional<MessageId> image(String token) {
            return ofToken(token);
        }
    }

    static final class SomeRoutes implements RouteCheck {
        @Override
        public List<Problem> problems(String target) {
            if (target.startsWith("smtp://")) return List.of();
            return List.of(
                    new Problem(
                            "/target",
                            "invalid_target",
                            "a target is like smtp://relay.example:25"));
        }

        @Override
        public Set<String> providers() {
            return Set.of("google", "tail");
        }
    }
}

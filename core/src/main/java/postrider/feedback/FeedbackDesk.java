package postrider.feedback;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postrider.audience.Address;
import postrider.audience.Blocks;
import postrider.audience.SoftBounceCount;
import postrider.audience.Suppression.Why;
import postrider.audience.SuppressionBoard;
import postrider.campaign.Campaign;
import postrider.campaign.Campaigns;
import postrider.message.Event;
import postrider.message.MessageReader;
import postrider.message.MessageStore;
import postrider.message.StoredShard;

/// Takes in what came back about messages, whatever way it came: as events of their shards, and as
/// suppressions of those who are gone or want no more. The same in any order and with doubles. Safe for
/// many threads.
public final class FeedbackDesk {
    /// Of one message. A host that is broken, or a recipient who plays with the token, fills no shard.
    static final int REPORTS_MAX = 8;

    private final Campaigns campaigns;
    private final MessageReader reader;
    private final MessageStore messages;
    private final Blocks blocks;
    private final SuppressionBoard suppressed;
    private final SoftBounceCount softBounces;
    private final Complaints complaints;

    /// @param complaints hears of each complaint that is new
    public FeedbackDesk(
            Campaigns campaigns,
            MessageReader reader,
            MessageStore messages,
            Blocks blocks,
            SuppressionBoard suppressed,
            SoftBounceCount softBounces,
            Complaints complaints) {
        this.campaigns = campaigns;
        this.reader = reader;
        this.messages = messages;
        this.blocks = blocks;
        this.suppressed = suppressed;
        this.softBounces = softBounces;
        this.complaints = complaints;
    }

    /// What came of it.
    public enum Taken {
        NEW,
        /// It was known; nothing changed.
        KNOWN,
        /// The token is ours, but the message is gone: its campaign was erased.
        NO_MESSAGE
    }

    /// Takes in one event. When it returns, all that follows is durable, and no sender of this process
    /// starts a message to an address that it suppressed. Reads one shard whole. Blocks; throws
    /// `StoreUnavailable`, and then may be repeated.
    public Taken take(Arrival arrival) {
        var campaign = campaigns.find(arrival.message().shard().campaign());
        var stored =
                reader.read(arrival.message().shard())
                        .filter(found -> arrival.message().index() < found.shard().size());
        if (campaign.isEmpty() || stored.isEmpty()) return Taken.NO_MESSAGE;
        return switch (arrival.event()) {
            case Event.Report report -> take(arrival, report, campaign.get(), stored.get());
            case Event.Fact fact -> take(arrival, fact, campaign.get(), stored.get());
        };
    }

    /// A report that is known suppresses nobody again: the suppression may have been taken back since.
    private Taken take(
            Arrival arrival, Event.Report report, Campaign campaign, StoredShard stored) {
        if (isKnown(report, stored)) return Taken.KNOWN;
        // First, so that a crash in between leaves it to the report's next coming.
        switch (report.status()) {
            case BOUNCED -> bounced(arrival, report, campaign, stored);
            case DELIVERED -> delivered(arrival, campaign, stored);
            case QUEUED, UNCERTAIN, DEFERRED, SENT, DROPPED, BLOCKED -> {}
        }
        messages.append(arrival.batch());
        return Taken.NEW;
    }

    private void bounced(
            Arrival arrival, Event.Report report, Campaign campaign, StoredShard stored) {
        if (report.hard()) suppress(arrival, Why.HARD_BOUNCE, campaign, stored);
        else
            softBounces.bounced(
                    campaign.project(),
                    campaign.id(),
                    Map.of(address(arrival, campaign, stored), source(arrival)));
    }

    private void delivered(Arrival arrival, Campaign campaign, StoredShard stored) {
        if (softBounces.asksForDelivered())
            softBounces.delivered(campaign.project(), Set.of(address(arrival, campaign, stored)));
    }

    private static boolean isKnown(Event.Report report, StoredShard stored) {
        var earlier =
                stored.events().stream()
                        .filter(Event.Report.class::isInstance)
                        .map(Event.Report.class::cast)
                        .filter(known -> known.index() == report.index())
                        .toList();
        return earlier.size() >= REPORTS_MAX || earlier.stream().anyMatch(report::repeats);
    }

    /// A person who asks again means it again.
    private Taken take(Arrival arrival, Event.Fact fact, Campaign campaign, StoredShard stored) {
        suppress(arrival, why(fact.kind()), campaign, stored);
        var known =
                stored.events().stream()
                        .anyMatch(event ->
                                event instanceof Event.Fact earlier
                                        && earlier.index() == fact.index()
                                        && earlier.kind() == fact.kind());
        if (known) return Taken.KNOWN;
        messages.append(arrival.batch());
        if (fact.kind() == Event.Fact.Kind.COMPLAINED)
            route(fact.index(), stored)
                    .ifPresent(route -> complaints.complained(route, stored.shard().lane()));
        return Taken.NEW;
    }

    /// By which the last attempt went.
    private static Optional<Integer> route(int index, StoredShard stored) {
        return stored.events().stream()
                .filter(Event.Result.class::isInstance)
                .map(Event.Result.class::cast)
                .filter(result -> result.index() == index && result.route() > 0)
                .max(Comparator.comparingInt(Event.Result::attempt))
                .map(Event.Result::route);
    }

    private static Why why(Event.Fact.Kind fact) {
        return switch (fact) {
            case COMPLAINED -> Why.COMPLAINT;
            case UNSUBSCRIBED -> Why.UNSUBSCRIBE;
            case OPENED, CLICKED, OPENED_BY_MACHINE, CLICKED_BY_MACHINE ->
                    throw new IllegalArgumentException("nobody is suppressed who " + fact);
        };
    }

    private void suppress(Arrival arrival, Why why, Campaign campaign, StoredShard stored) {
        var address = address(arrival, campaign, stored);
        suppressed.suppress(campaign.project(), why, Map.of(address, source(arrival)));
    }

    private String address(Arrival arrival, Campaign campaign, StoredShard stored) {
        var recipients = blocks.open(campaign, stored.shard().id(), stored.block());
        var index = arrival.message().index();
        return Address.normalised(recipients.local(index), recipients.domain(index));
    }

    private static String source(Arrival arrival) {
        return "feedback " + arrival.message();
    }
}

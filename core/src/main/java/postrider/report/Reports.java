package postrider.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import postrider.audience.Blocks;
import postrider.audience.Rows;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.delivery.CampaignNotes;
import postrider.delivery.Pace;
import postrider.lane.MailboxProvider;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.MessageId;
import postrider.message.MessageReader;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.ShardFold;
import postrider.message.ShardId;
import postrider.message.Status;
import postrider.message.StoredShard;
import postrider.queue.ShardQueue;

/// Tells what became of campaigns and messages, from the events alone. Safe for many threads.
public final class Reports {
    public static final int PAGE_MAX = 1_000;

    private static final int SHARDS_AT_ONCE = 1_000;

    private final MessageReader reader;
    private final ShardQueue.Intake intake;
    private final Blocks blocks;
    private final Pace pace;
    private final CampaignNotes notes;

    public Reports(
            MessageReader reader,
            ShardQueue.Intake intake,
            Blocks blocks,
            Pace pace,
            CampaignNotes notes) {
        this.reader = reader;
        this.intake = intake;
        this.blocks = blocks;
        this.pace = pace;
        this.notes = notes;
    }

    public CampaignReport campaign(Campaign campaign) {
        var byProvider =
                new TreeMap<MailboxProvider, Counters>(Comparator.comparing(MailboxProvider::name));
        var sum = Counters.NONE;
        for (int from = 0; ; from += SHARDS_AT_ONCE) {
            var shards = reader.shards(campaign.id(), from, SHARDS_AT_ONCE);
            for (var shard : shards) {
                byProvider.merge(shard.shard().lane().provider(), shard.counters(), Counters::plus);
                sum = sum.plus(shard.counters());
            }
            if (shards.size() < SHARDS_AT_ONCE) break;
        }
        return new CampaignReport(
                campaign,
                sum,
                byProvider,
                intake.progress(campaign.id()),
                pace.perSecond(campaign.id()),
                notes.of(campaign.id()));
    }

    /// Messages of these statuses, from `from` on, in the order of their ids.
    ///
    /// @param statuses empty for all
    /// @param max 1 to [#PAGE_MAX]
    public MessagePage messages(Campaign campaign, Set<Status> statuses, MessageId from, int max) {
        var rows = new ArrayList<MessageRow>();
        var number = from.shard().number();
        while (true) {
            var shards = reader.shards(campaign.id(), number, SHARDS_AT_ONCE);
            for (var counted : shards) {
                if (!mayHold(counted.counters(), statuses)) continue;
                var id = counted.shard().id();
                var first = id.equals(from.shard()) ? from.index() : 0;
                for (var row : rows(campaign, id, statuses, first)) {
                    if (rows.size() == max) return new MessagePage(rows, Optional.of(row.id()));
                    rows.add(row);
                }
            }
            if (shards.size() < SHARDS_AT_ONCE) return new MessagePage(rows, Optional.empty());
            number = shards.getLast().shard().id().number() + 1;
        }
    }

    private static boolean mayHold(Counters counters, Set<Status> statuses) {
        return statuses.isEmpty() || statuses.stream().anyMatch(status -> counters.of(status) > 0);
    }

    private List<MessageRow> rows(Campaign campaign, ShardId id, Set<Status> statuses, int first) {
        var stored = reader.read(id);
        if (stored.isEmpty()) return List.of();
        var view = new ShardView(campaign, stored.get());
        var rows = new ArrayList<MessageRow>();
        for (int i = first; i < view.fold.size(); i++) {
            if (statuses.isEmpty() || statuses.contains(view.fold.status(i))) rows.add(view.row(i));
        }
        return rows;
    }

    /// A message with its whole history, or empty if there is none of that id.
    public Optional<MessageHistory> message(Campaign campaign, MessageId id) {
        return reader.read(id.shard())
                .filter(stored -> id.index() < stored.shard().size())
                .map(stored -> new ShardView(campaign, stored).history(id.index()));
    }

    /// Whether a message is one of those that wait for the campaign's canary.
    boolean isHeldBack(Campaign campaign, MessageId id) {
        return campaign.isHeldBack()
                && reader.read(id.shard())
                        .filter(stored -> id.index() >= campaign.released(stored.shard().size()))
                        .isPresent();
    }

    /// The id that a campaign's first page begins with.
    public static MessageId first(CampaignId campaign) {
        return new MessageId(new ShardId(campaign, 0), 0);
    }

    /// A shard's fold with what explains it: the recipients and the last result of each.
    private final class ShardView {
        final StoredShard stored;
        final ShardFold fold;
        final Rows recipients;
        final Map<Integer, Event.Result> told = new TreeMap<>();

        ShardView(Campaign campaign, StoredShard stored) {
            this.stored = stored;
            fold = ShardFold.of(stored);
            recipients = blocks.open(campaign, stored.shard().id(), stored.block());
            for (var event : stored.events()) {
                if (event instanceof Event.Result result && decides(result))
                    told.put(result.index(), result);
            }
        }

        private boolean decides(Event.Result result) {
            return fold.decides(result);
        }

        MessageRow row(int i) {
            var result = Optional.ofNullable(told.get(i));
            var report = Optional.ofNullable(fold.settledBy(i));
            return new MessageRow(
                    new MessageId(stored.shard().id(), i),
                    recipients.address(i),
                    stored.shard().lane(),
                    fold.status(i),
                    report.map(Event.Report::reason).orElseGet(() -> reason(i, result)),
                    fold.isHard(i),
                    fold.attempts(i),
                    instant(fold.firstAtMs(i)),
                    report.map(Event.Report::atMs)
                            .or(() -> result.map(Event.Result::atMs))
                            .flatMap(ShardView::instant),
                    fold.isOpen(i) ? instant(fold.nextAtMs(i)) : Optional.empty(),
                    result.map(Event.Result::route).orElse(0),
                    report.map(Event.Report::reply)
                            .or(() -> result.map(Event.Result::reply))
                            .orElse(Reply.NONE),
                    fold.hasOpenIntent(i),
                    fold.wasUncertain(i),
                    new MessageRow.Feedback(fold.isBouncedLate(i), facts(i)));
        }

        private Set<Event.Fact.Kind> facts(int i) {
            return Arrays.stream(Event.Fact.Kind.values())
                    .filter(kind -> fold.has(i, kind))
                    .collect(Collectors.toSet());
        }

        private Reason reason(int i, Optional<Event.Result> result) {
            var isDropped = fold.status(i) == Status.DROPPED;
            return Optional.ofNullable(fold.closed())
                    .filter(_ -> isDropped)
                    .or(() -> result.map(Event.Result::reason))
                    .orElse(Reason.NONE);
        }

        MessageHistory history(int i) {
            var events = stored.events().stream().filter(e -> concerns(e, i)).distinct();
            return new MessageHistory(
                    row(i), events.sorted(Comparator.comparingLong(Event::atMs)).toList());
        }

        private static boolean concerns(Event event, int i) {
            return switch (event) {
                case Event.Intent intent -> intent.index() == i;
                case Event.Result result -> result.index() == i;
                case Event.Feedback feedback -> feedback.index() == i;
                case Event.Closed _ -> true;
            };
        }

        private static Optional<Instant> instant(long epochMs) {
            return epochMs == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(epochMs));
        }
    }
}

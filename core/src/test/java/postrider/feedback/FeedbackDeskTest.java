package postrider.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import postrider.audience.AddressHasher;
import postrider.audience.Blocks;
import postrider.audience.MemorySoftBounces;
import postrider.audience.MemorySuppressions;
import postrider.audience.RowsBuilder;
import postrider.audience.SoftBounceCount;
import postrider.audience.SoftBounceRule;
import postrider.audience.Suppression;
import postrider.audience.SuppressionBoard;
import postrider.audience.SuppressionScope;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.MemoryCampaigns;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.RetrySchedule;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.feedback.FeedbackDesk.Taken;
import postrider.lane.Lane;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MemoryMessageStore;
import postrider.message.MessageId;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Shard;
import postrider.message.ShardFold;
import postrider.message.ShardId;
import postrider.message.Status;
import postrider.seal.Compression;
import postrider.seal.KeyRing;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;
import postrider.seal.Seal;

class FeedbackDeskTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final long NOW_MS = NOW.toEpochMilli();
    private static final int SIZE = 6;
    private static final SuppressionScope PROJECT = SuppressionScope.of(ProjectId.FIRST);
    private static final Reply GONE = new Reply(550, "5.1.1", "no such user");
    private static final Reply FULL = new Reply(552, "5.2.2", "mailbox full");
    private static final Reply LISTED = new Reply(554, "5.7.1", "listed");

    private final MasterKeyVault vault = MasterKeyVault.fresh(new SecureRandom());
    private final Blocks blocks = new Blocks(new Seal(Compression.deflate()), new KeyRing(vault));
    private final AddressHasher hasher =
            new AddressHasher(vault.derive(KeyVault.Purpose.ADDRESS_HASH));
    private final MemoryCampaigns campaigns = new MemoryCampaigns(_ -> true);
    private final List<String> complained = new ArrayList<>();
    private MemorySuppressions suppressions = new MemorySuppressions();
    private SuppressionBoard board = new SuppressionBoard(suppressions, hasher, () -> NOW);
    private MemorySoftBounces softBounces = new MemorySoftBounces();
    private MemoryMessageStore messages = new MemoryMessageStore();
    private final Campaign campaign = campaign();

    private Campaign campaign() {
        var plan =
                new CampaignPlan(
                        "sale",
                        "news@shop.example",
                        "",
                        Optional.empty(),
                        "Sale",
                        new TemplateId(1),
                        new ListId(1),
                        Optional.empty(),
                        ThrottleRules.NONE,
                        RetrySchedule.DEFAULT,
                        OnUncertain.RESEND,
                        CampaignPlan.Tracking.OFF,
                        List.of(),
                        GuardRules.INHERITED,
                        Optional.empty());
        return campaigns.create(ProjectId.FIRST, plan, vault.wrap(vault.newKey()), NOW);
    }

    /// A desk over a shard whose messages were all delivered.
    private FeedbackDesk desk() {
        suppressions = new MemorySuppressions();
        board = new SuppressionBoard(suppressions, hasher, () -> NOW);
        messages = new MemoryMessageStore();
        var shard = new Shard(shardId(), new Lane("google"), SIZE);
        var rows = new RowsBuilder(List.of());
        for (int i = 0; i < SIZE; i++) rows.add("P" + i, "mail.test", Map.of());
        messages.put(List.of(new NewShard(shard, blocks.close(campaign, shardId(), rows))));
        var sent = new ArrayList<Event>();
        for (int i = 0; i < SIZE; i++)
            sent.add(
                    new Event.Result(
                            i, 1, NOW_MS, Status.DELIVERED, Reason.NONE, false, Reply.NONE, 0, 1));
        messages.append(new EventBatch(shardId(), 1, 1, sent));
        softBounces = new MemorySoftBounces();
        var count =
                new SoftBounceCount(softBounces, board, hasher, SoftBounceRule.DEFAULT, () -> NOW);
        return new FeedbackDesk(
                campaigns,
                messages,
                messages,
                blocks,
                board,
                count,
                (route, lane) -> complained.add(route + " to " + lane));
    }

    private ShardId shardId() {
        return new ShardId(campaign.id(), 0);
    }

    private Arrival report(int index, Status status, boolean hard, Reply reply, String id) {
        var reason = hard ? Reason.UNKNOWN_RECIPIENT : Reason.MAILBOX_FULL;
        var event = new Event.Report(index, NOW_MS, status, reason, hard, reply);
        return new Arrival(new MessageId(shardId(), index), event, "report", id);
    }

    private Arrival fact(int index, Event.Fact.Kind kind, String id) {
        var event = new Event.Fact(index, NOW_MS, kind);
        return new Arrival(new MessageId(shardId(), index), event, kind.text(), id);
    }

    private Optional<Suppression> suppression(int index) {
        return suppressions.find(ProjectId.FIRST, hasher.hash("p" + index + "@mail.test")).stream()
                .findFirst();
    }

    private ShardFold fold() {
        return ShardFold.of(messages.read(shardId()).orElseThrow());
    }

    @Test
    void recordsALateHardBounceAndSuppressesAtOnce() {
        var desk = desk();

        var taken = desk.take(report(2, Status.BOUNCED, true, GONE, "a@mx.test"));

        assertThat(taken).isEqualTo(Taken.NEW);
        assertThat(fold().status(2)).isEqualTo(Status.BOUNCED);
        assertThat(fold().isHard(2)).isTrue();
        assertThat(board.holds(ProjectId.FIRST, "p2@mail.test")).isTrue();
        assertThat(suppression(2))
                .hasValueSatisfying(it -> {
                    assertThat(it.why()).isEqualTo(Suppression.Why.HARD_BOUNCE);
                    assertThat(it.source())
                            .isEqualTo("feedback msg_" + campaign.id().value() + "-0-2");
                });
    }

    @Test
    void suppressesNobodyForASoftBounceABlockOrADelay() {
        var desk = desk();

        desk.take(report(0, Status.BOUNCED, false, FULL, "a"));
        desk.take(report(1, Status.BLOCKED, false, LISTED, "b"));
        desk.take(report(2, Status.DEFERRED, false, FULL, "c"));

        assertThat(fold().status(0)).isEqualTo(Status.BOUNCED);
        assertThat(fold().status(1)).isEqualTo(Status.BLOCKED);
        assertThat(fold().status(2)).isEqualTo(Status.DELIVERED);
        assertThat(suppressions.list(PROJECT, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void notesASoftBounceOnceForItsCampaign() {
        var desk = desk();

        desk.take(report(0, Status.BOUNCED, false, FULL, "a"));
        desk.take(report(0, Status.BOUNCED, false, FULL, "a"));

        var hash = hasher.hash("p0@mail.test");
        assertThat(softBounces.count(ProjectId.FIRST, List.of(hash), NOW)).containsExactly(1);
    }

    @Test
    void suppressesWhoComplainsOrUnsubscribes() {
        var desk = desk();

        desk.take(fact(0, Event.Fact.Kind.COMPLAINED, "a"));
        desk.take(fact(1, Event.Fact.Kind.UNSUBSCRIBED, "b"));

        assertThat(fold().status(0)).isEqualTo(Status.DELIVERED);
        assertThat(suppression(0).orElseThrow().why()).isEqualTo(Suppression.Why.COMPLAINT);
        assertThat(suppression(1).orElseThrow().why()).isEqualTo(Suppression.Why.UNSUBSCRIBE);
        assertThat(messages.count(campaign.id()).feedback())
                .isEqualTo(new Counters.Feedback(0, 1, 1));
    }

    @Test
    void tellsOnceByWhichRouteWhatWasComplainedAboutWent() {
        var desk = desk();

        desk.take(fact(0, Event.Fact.Kind.COMPLAINED, "a"));
        desk.take(fact(0, Event.Fact.Kind.COMPLAINED, "again"));
        desk.take(fact(1, Event.Fact.Kind.UNSUBSCRIBED, "b"));

        assertThat(complained).containsExactly("1 to google");
    }

    @Test
    void keepsTheReasonOfASuppressionThatStands() {
        var desk = desk();
        desk.take(fact(0, Event.Fact.Kind.COMPLAINED, "a"));

        desk.take(report(0, Status.BOUNCED, true, GONE, "b"));

        assertThat(suppression(0).orElseThrow().why()).isEqualTo(Suppression.Why.COMPLAINT);
    }

    @Test
    void doesNotSuppressAgainForTheDoubleOfAReportThatWasForgiven() {
        var desk = desk();
        desk.take(report(0, Status.BOUNCED, true, GONE, "a"));
        suppressions.remove(PROJECT, hasher.hash("p0@mail.test"), NOW);

        var again = desk.take(report(0, Status.BOUNCED, true, GONE, "a"));

        assertThat(again).isEqualTo(Taken.KNOWN);
        assertThat(suppression(0)).isEmpty();
    }

    @Test
    void suppressesAgainWhoUnsubscribesAgain() {
        var desk = desk();
        desk.take(fact(0, Event.Fact.Kind.UNSUBSCRIBED, "a"));
        suppressions.remove(PROJECT, hasher.hash("p0@mail.test"), NOW);

        var again = desk.take(fact(0, Event.Fact.Kind.UNSUBSCRIBED, "a"));

        assertThat(again).isEqualTo(Taken.KNOWN);
        assertThat(suppression(0)).isPresent();
    }

    @Test
    void changesNothingForAMessageThatIsNotThere() {
        var desk = desk();
        var beyond = new MessageId(shardId(), SIZE);
        var elsewhere = new MessageId(new ShardId(new CampaignId(999), 0), 0);
        for (var message : List.of(beyond, elsewhere)) {
            var fact = new Event.Fact(message.index(), NOW_MS, Event.Fact.Kind.COMPLAINED);

            assertThat(desk.take(new Arrival(message, fact, "arf", "a")))
                    .isEqualTo(Taken.NO_MESSAGE);
        }
        assertThat(suppressions.list(PROJECT, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void fillsNoShardWithReportsOfOneMessage() {
        var desk = desk();
        for (int i = 0; i < 100; i++)
            desk.take(report(0, Status.DEFERRED, false, new Reply(450, "", "no " + i), "r" + i));

        var reports =
                messages.read(shardId()).orElseThrow().events().stream()
                        .filter(Event.Report.class::isInstance);
        assertThat(reports).hasSize(FeedbackDesk.REPORTS_MAX);
    }

    @Test
    void refusesAnEventOfAnotherMessageThanTheTokens() {
        var fact = new Event.Fact(3, NOW_MS, Event.Fact.Kind.COMPLAINED);

        assertThatThrownBy(() -> new Arrival(new MessageId(shardId(), 4), fact, "arf", "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isTheSameInAnyOrderAndWithDoubles() {
        var seed = ThreadLocalRandom.current().nextLong();
        System.out.println("FeedbackDeskTest: seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var arrivals = arrivals(random);
            var expected = told(desk(), arrivals);
            var disordered = new ArrayList<>(arrivals);
            for (int i = arrivals.size(); i > 0; i--)
                disordered.add(arrivals.get(random.nextInt(arrivals.size())));
            Collections.shuffle(disordered, random);

            var actual = told(desk(), disordered);

            assertThat(actual).as("seed %d, round %d", seed, round).isEqualTo(expected);
        }
    }

    private List<Arrival> arrivals(Random random) {
        var arrivals = new ArrayList<Arrival>();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            var index = random.nextInt(SIZE);
            var id = "id" + i;
            arrivals.add(
                    switch (random.nextInt(6)) {
                        case 0 -> fact(index, Event.Fact.Kind.COMPLAINED, id);
                        case 1 -> fact(index, Event.Fact.Kind.UNSUBSCRIBED, id);
                        case 2 -> report(index, Status.BOUNCED, true, GONE, id);
                        case 3 -> report(index, Status.BOUNCED, false, FULL, id);
                        case 4 -> report(index, Status.BLOCKED, false, LISTED, id);
                        default -> report(index, Status.DEFERRED, false, FULL, id);
                    });
        }
        return arrivals;
    }

    /// All that can be seen afterwards: of a suppression whether it is there, for of two reasons the
    /// first that came stands.
    private List<Object> told(FeedbackDesk desk, List<Arrival> arrivals) {
        arrivals.forEach(desk::take);
        var told = new ArrayList<Object>();
        told.add(messages.count(campaign.id()));
        var fold = fold();
        for (int i = 0; i < SIZE; i++) {
            told.add(fold.status(i));
            told.add(fold.isHard(i));
            told.add(Optional.ofNullable(fold.settledBy(i)));
            told.add(suppression(i).isPresent());
        }
        return told;
    }
}

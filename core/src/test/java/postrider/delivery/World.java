package postrider.delivery;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import postrider.audience.AddressHasher;
import postrider.audience.Blocks;
import postrider.audience.MemorySoftBounces;
import postrider.audience.MemorySuppressions;
import postrider.audience.Recipient;
import postrider.audience.Rows;
import postrider.audience.RowsBuilder;
import postrider.audience.SoftBounceCount;
import postrider.audience.SoftBounceRule;
import postrider.audience.SuppressionBoard;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignState;
import postrider.campaign.Canary;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.MemoryCampaigns;
import postrider.campaign.MemoryTemplates;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.Template;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.campaign.Watch;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.lane.MailboxProvider;
import postrider.lane.MxResolver;
import postrider.lane.SomeProviders;
import postrider.message.MemoryMessageStore;
import postrider.message.MessageId;
import postrider.message.MessageStore.NewShard;
import postrider.message.Shard;
import postrider.message.ShardFold;
import postrider.message.ShardId;
import postrider.queue.ExpansionProgress;
import postrider.queue.Lease;
import postrider.queue.MemoryShardQueue;
import postrider.seal.Compression;
import postrider.seal.KeyRing;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;
import postrider.seal.Seal;

/// Delivery on the heap, with a clock that stands still until it is told.
final class World {
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    static final Instant END = START.plus(Duration.ofHours(12));
    static final int CONNECTIONS = 20;
    static final Lane GOOGLE = new Lane("google");

    private static final RetrySchedule HASTY =
            new RetrySchedule(List.of(), Duration.ofMillis(20), Duration.ofHours(1), 0.5);

    private static final DeliverySettings SETTINGS = DeliverySettings.DEFAULT;

    private final MasterKeyVault vault = MasterKeyVault.fresh(new SecureRandom());
    final KeyRing keys = new KeyRing(vault);
    final MemoryShardQueue queue = new MemoryShardQueue();
    final MemoryMessageStore messages = new MemoryMessageStore();
    final MemoryCampaigns campaigns = new MemoryCampaigns(queue::isWoundUp);
    final MemoryTemplates templates = new MemoryTemplates();
    final MemoryRoutes routes = new MemoryRoutes();
    final MemorySoftBounces softBounces = new MemorySoftBounces();
    final GcraThrottle throttle = new GcraThrottle();
    final Seal seal = new Seal(Compression.deflate());
    private final Blocks blocks = new Blocks(seal, keys);
    Instant now = START;
    private final InstantSource clock;
    final CampaignBoard board;
    final Lanes lanes;
    final DeliveryParts parts;

    /// In which nothing is sent, and time stands still.
    World(Map<MailboxProvider, DeliverySettings.LaneLimit> limits) {
        this(
                Optional.empty(),
                new DeliverySettings(
                        SETTINGS.lease(),
                        SETTINGS.visit(),
                        SETTINGS.slot(),
                        SETTINGS.idle(),
                        limits),
                World::nothingIsSent,
                new FlakyStores(0));
    }

    private static Transport nothingIsSent(Route route) {
        throw new IllegalStateException("nothing is sent here");
    }

    /// At this machine's time, in a hurry; but idle senders stay, so that one that nobody wakes is
    /// missed.
    static World atWork(Transport farSide, FlakyStores stores) {
        return atWork(_ -> farSide, stores);
    }

    static World atWork(Function<Route, Transport> farSides, FlakyStores stores) {
        var settings =
                new DeliverySettings(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(4),
                        Duration.ofMillis(20),
                        Duration.ofMinutes(10),
                        Map.of());
        return new World(Optional.of(InstantSource.system()), settings, farSides, stores);
    }

    private World(
            Optional<InstantSource> time,
            DeliverySettings settings,
            Function<Route, Transport> transports,
            FlakyStores stores) {
        clock = time.orElse(() -> now);
        LongSupplier nanoTime = time.isPresent() ? System::nanoTime : this::nanos;
        board = new CampaignBoard(campaigns, templates, routes, new PlainComposers(), clock);
        lanes = new Lanes(SomeProviders.table(), World::ownHost, nanoTime);
        var hasher = new AddressHasher(vault.derive(KeyVault.Purpose.ADDRESS_HASH));
        var suppressed = new SuppressionBoard(new MemorySuppressions(), hasher, clock);
        parts =
                new DeliveryParts(
                        board,
                        suppressed,
                        new SoftBounceCount(
                                softBounces, suppressed, hasher, SoftBounceRule.DEFAULT, clock),
                        stores.over(queue),
                        stores.over(messages),
                        blocks,
                        lanes,
                        throttle,
                        new MemoryRouteStates(),
                        transports,
                        new Pace(clock),
                        settings,
                        clock,
                        nanoTime,
                        new Random(1));
        routes.put(
                new Route(
                        1,
                        ProjectId.FIRST,
                        "out",
                        "mx://",
                        new byte[0],
                        CONNECTIONS,
                        Rate.UNLIMITED));
        templates.create(
                new Template(
                        new TemplateId(1), ProjectId.FIRST, 1, "t", "hi", Optional.empty(), START));
    }

    private static MxResolver.Answer ownHost(String domain) {
        return new MxResolver.Answer.Hosts(List.of(domain));
    }

    Instant now() {
        return clock.instant();
    }

    long nanos() {
        return Duration.between(START, now).toNanos();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Route route() {
        return routes.find(ProjectId.FIRST, "out").orElseThrow();
    }

    Visits visits() {
        return new Visits(parts, new Settlement(parts.settings().slot(), new Random(1)));
    }

    /// A campaign that runs, with shards of so many recipients at gmail.test in the queue.
    LiveCampaign running(int shards, int recipients) {
        return running(shards, recipients, "gmail.test", GOOGLE, ThrottleRules.NONE);
    }

    LiveCampaign running(
            int shards, int recipients, String domain, Lane lane, ThrottleRules rules) {
        var draft =
                campaigns.create(ProjectId.FIRST, plan(rules), vault.wrap(vault.newKey()), now());
        var launch =
                new Campaign.Launch(
                        new SendWindow(now().minusSeconds(1), now().plus(Duration.ofHours(12))),
                        1,
                        1,
                        now());
        var launched = campaigns.update(draft.launched(launch, now())).orElseThrow();
        var runs = campaigns.update(launched.in(CampaignState.RUNNING, now())).orElseThrow();
        var made = new ArrayList<Shard>();
        var stored = new ArrayList<NewShard>();
        for (int number = 0; number < shards; number++) {
            var id = new ShardId(runs.id(), number);
            var rows = new RowsBuilder(List.of());
            for (int i = 0; i < recipients; i++) rows.add("c" + number + "-" + i, domain, Map.of());
            var shard = new Shard(id, lane, recipients);
            made.add(shard);
            stored.add(new NewShard(shard, blocks.close(runs, id, rows)));
        }
        if (!stored.isEmpty()) messages.put(stored);
        queue.add(runs.id(), made, new ExpansionProgress(1, shards, 1, 0, true), now());
        lanes.of(domain);
        board.refresh();
        return board.live(runs.id()).orElseThrow();
    }

    /// A campaign whose window begins at `start`, with a shard in the queue.
    Campaign scheduled(Instant start) {
        var draft =
                campaigns.create(
                        ProjectId.FIRST,
                        plan(ThrottleRules.NONE),
                        vault.wrap(vault.newKey()),
                        now());
        var window = new SendWindow(start, start.plus(Duration.ofHours(12)));
        var launched = draft.launched(new Campaign.Launch(window, 1, 1, now()), now());
        var shard = new Shard(new ShardId(draft.id(), 0), GOOGLE, 1);
        queue.add(draft.id(), List.of(shard), new ExpansionProgress(1, 1, 1, 0, true), START);
        return campaigns.update(launched).orElseThrow();
    }

    /// The campaign with guards and a canary of its own.
    void edit(LiveCampaign live, GuardRules guards, Optional<Canary> canary) {
        var plan = live.campaign().plan();
        var edited =
                new CampaignPlan(
                        plan.name(),
                        plan.from(),
                        plan.fromName(),
                        plan.replyTo(),
                        plan.subject(),
                        plan.template(),
                        plan.list(),
                        plan.window(),
                        plan.throttle(),
                        plan.retry(),
                        plan.onUncertain(),
                        plan.tracking(),
                        plan.routes(),
                        guards,
                        canary);
        campaigns.update(live.campaign().with(edited, now()));
        board.refresh();
    }

    private static CampaignPlan plan(ThrottleRules rules) {
        return plan(rules, HASTY, OnUncertain.RESEND);
    }

    private static CampaignPlan plan(ThrottleRules rules, RetrySchedule retry, OnUncertain policy) {
        return new CampaignPlan(
                "sale",
                "news@shop.example",
                "",
                Optional.empty(),
                "Sale",
                new TemplateId(1),
                new ListId(1),
                Optional.empty(),
                rules,
                retry,
                policy,
                CampaignPlan.Tracking.OFF,
                List.of(),
                GuardRules.INHERITED,
                Optional.empty());
    }

    /// A campaign that runs from [#START] to [#END], stored nowhere.
    static Campaign campaign(long id, RetrySchedule retry, OnUncertain policy) {
        return new Campaign(
                new CampaignId(id),
                ProjectId.FIRST,
                1,
                plan(ThrottleRules.NONE, retry, policy),
                CampaignState.RUNNING,
                Optional.of(new Campaign.Launch(new SendWindow(START, END), 1, 1, START)),
                Watch.NONE,
                new byte[0],
                START,
                START);
    }

    /// A visit of a shard that is stored nowhere, all of it lined up.
    Visit visit(LiveCampaign campaign, int number, int size) {
        var shard = new Shard(new ShardId(campaign.campaign().id(), number), GOOGLE, size);
        var rows = new RowsBuilder(List.of());
        for (int i = 0; i < size; i++) rows.add("c" + i, "gmail.test", Map.of());
        var lease = new Lease(shard, 1, now.plusSeconds(60), true);
        var decoded = Rows.decode(rows.encode());
        var visit =
                new Visit(
                        campaign,
                        lease,
                        decoded,
                        new ShardFold(size),
                        nanos() + Duration.ofMinutes(10).toNanos());
        visit.leased(lease, nanos() + Duration.ofMinutes(10).toNanos());
        visit.lineUp(now);
        return visit;
    }

    /// Mails that say nothing.
    static final class PlainComposers implements Composers {
        @Override
        public Checked check(CampaignPlan plan, Template template, Set<String> fields) {
            return new Checked(List.of(), List.of(), Set.of());
        }

        @Override
        public Composer compile(Campaign campaign, Template template) {
            if (template.html().equals("broken")) throw new IllegalArgumentException("broken");
            return new PlainComposer();
        }
    }

    private static final class PlainComposer implements Composer {
        @Override
        public Envelope envelope(MessageId message, Recipient recipient) {
            return new Envelope("bounces@shop.example", recipient.address(), 0);
        }

        @Override
        public Mail compose(MessageId message, Recipient recipient, boolean resent, Instant now) {
            return new Mail(new byte[2], 2, false);
        }
    }
}

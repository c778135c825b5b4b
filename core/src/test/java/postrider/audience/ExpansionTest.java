package postrider.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignState;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.campaign.Watch;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.lane.MxResolver.Answer;
import postrider.lane.SomeProviders;
import postrider.message.MemoryMessageStore;
import postrider.message.Shard;
import postrider.message.ShardFold;
import postrider.message.Status;
import postrider.message.StoreUnavailable;
import postrider.queue.ExpansionProgress;
import postrider.queue.MemoryShardQueue;
import postrider.queue.ShardQueue;
import postrider.seal.Compression;
import postrider.seal.KeyRing;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;
import postrider.seal.Seal;

class ExpansionTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final CampaignId CAMPAIGN = new CampaignId(5);

    /// Each makes a segment, so that these are two chunks and a third that is begun.
    private static final int UPLOADS = 230;

    private final MasterKeyVault vault = MasterKeyVault.fresh(new SecureRandom());
    private final KeyRing keys = new KeyRing(vault);
    private final Seal seal = new Seal(Compression.deflate());
    private final AddressHasher hasher =
            new AddressHasher(vault.derive(KeyVault.Purpose.ADDRESS_HASH));
    private final MemorySuppressions suppressions = new MemorySuppressions();
    private final SuppressionBoard suppressed =
            new SuppressionBoard(suppressions, hasher, () -> NOW);
    private final MemoryRecipientLists lists = new MemoryRecipientLists();
    private final RecipientList list =
            lists.create(ProjectId.FIRST, "customers", vault.wrap(vault.newKey()), NOW);
    private final Lanes lanes =
            new Lanes(SomeProviders.table(), ExpansionTest::resolve, System::nanoTime);
    private final byte[] campaignKey = vault.wrap(vault.newKey());
    private MemoryMessageStore messages = new MemoryMessageStore();
    private MemoryShardQueue queue = new MemoryShardQueue();

    private static Answer resolve(String domain) {
        return switch (domain) {
            case "gone.test" -> new Answer.NoMail("it does not exist");
            case "gmail.test" -> new Answer.Hosts(List.of("gmail-smtp-in.l.google.com"));
            case "yahoo.test" -> new Answer.Hosts(List.of("mta5.am0.yahoodns.net"));
            default -> new Answer.Hosts(List.of(domain));
        };
    }

    private void upload(Stream<String> addresses, String city) {
        var key = keys.unwrap(list.sealedKey());
        try (var upload = new ContactUpload(list, lists.begin(list.id()), seal, key)) {
            addresses.forEach(address -> upload.add(address, Map.of("city", city, "plan", "pro")));
            upload.complete();
        }
    }

    private Campaign campaign() {
        var plan =
                new CampaignPlan(
                        "sale",
                        "news@shop.example",
                        "",
                        Optional.empty(),
                        "Sale",
                        new TemplateId(1),
                        list.id(),
                        Optional.empty(),
                        ThrottleRules.NONE,
                        RetrySchedule.DEFAULT,
                        OnUncertain.RESEND,
                        CampaignPlan.Tracking.OFF,
                        List.of(),
                        GuardRules.INHERITED,
                        Optional.empty());
        var version = lists.find(list.id()).orElseThrow().version();
        var launch =
                new Campaign.Launch(new SendWindow(NOW, NOW.plusSeconds(3_600)), version, 1, NOW);
        return new Campaign(
                CAMPAIGN,
                ProjectId.FIRST,
                1,
                plan,
                CampaignState.SCHEDULED,
                Optional.of(launch),
                Watch.NONE,
                campaignKey,
                NOW,
                NOW);
    }

    private Expansion expansion(ShardQueue.Intake intake) {
        return new Expansion(lists, lanes, suppressed, messages, intake, seal, keys, () -> NOW);
    }

    private void expand(ShardQueue.Intake intake) throws InterruptedException {
        var run = expansion(intake).run(campaign(), Set.of("city"));
        while (!run.progress().complete()) run.next();
    }

    /// Everybody in order, by shard: `number lane address city`.
    private List<String> expanded() {
        var lines = new ArrayList<String>();
        var blocks = new Blocks(seal, keys);
        for (var counted : messages.shards(CAMPAIGN, 0, 10_000)) {
            var id = counted.shard().id();
            var stored = messages.read(id).orElseThrow();
            var rows = blocks.open(campaign(), id, stored.block());
            for (int i = 0; i < rows.size(); i++) {
                var recipient = rows.recipient(i);
                lines.add(
                        id.number()
                                + " "
                                + counted.shard().lane()
                                + " "
                                + recipient.address()
                                + " "
                                + recipient.values());
            }
        }
        return lines;
    }

    private static Stream<String> customers(int count) {
        var domains = List.of("gmail.test", "yahoo.test", "small.test");
        return IntStream.range(0, count).mapToObj(i -> "c" + i + "@" + domains.get(i % 3));
    }

    @Test
    void cutsTheAudienceIntoShardsOfOneLane() throws InterruptedException {
        upload(customers(4_500), "Ulm");

        expand(queue);

        assertThat(expanded()).hasSize(4_500).first().asString().endsWith("{city=Ulm}");
        var sizes = new TreeMap<Lane, Integer>();
        for (var counted : messages.shards(CAMPAIGN, 0, 100)) {
            assertThat(counted.shard().size()).isLessThanOrEqualTo(Shard.MESSAGES_MAX);
            sizes.merge(counted.shard().lane(), counted.shard().size(), Integer::sum);
        }
        assertThat(sizes.values()).containsExactly(1_500, 1_500, 1_500);
        assertThat(queue.waiting(CAMPAIGN)).isEqualTo(6);
        assertThat(queue.progress(CAMPAIGN).recipients()).isEqualTo(4_500);
    }

    @Test
    void countsTheNewestUploadOfAContact() throws InterruptedException {
        upload(Stream.of("ada@gmail.test", "old@gmail.test"), "Old");
        upload(Stream.of("ADA@gmail.test", "new@gmail.test"), "New");

        expand(queue);

        assertThat(expanded())
                .containsExactlyInAnyOrder(
                        "0 google ADA@gmail.test {city=New}",
                        "0 google new@gmail.test {city=New}",
                        "0 google old@gmail.test {city=Old}");
        assertThat(queue.progress(CAMPAIGN).duplicates()).isEqualTo(1);
    }

    @Test
    void endsAtOnceWhoIsSuppressedOrTakesNoMail() throws InterruptedException {
        upload(Stream.of("ada@gmail.test", "no@gmail.test", "x@gone.test"), "Ulm");
        suppress(SuppressionScope.of(ProjectId.FIRST), "no@gmail.test");

        expand(queue);

        var counters = messages.count(CAMPAIGN);
        assertThat(counters.total()).isEqualTo(3);
        assertThat(counters.of(Status.DROPPED)).as("suppressed").isEqualTo(1);
        assertThat(counters.of(Status.BOUNCED)).as("takes no mail").isEqualTo(1);
        assertThat(counters.of(Status.QUEUED)).isEqualTo(1);
        assertThat(queue.waiting(CAMPAIGN)).as("what has ended is not queued").isEqualTo(1);
        for (var counted : messages.shards(CAMPAIGN, 0, 10)) {
            var isNone = counted.shard().lane().equals(Lane.NONE);
            var fold = ShardFold.of(messages.read(counted.shard().id()).orElseThrow());
            assertThat(fold.status(0) != Status.QUEUED).isEqualTo(isNone);
            assertThat(fold.isHard(0)).isEqualTo(fold.status(0) == Status.BOUNCED);
        }
    }

    @Test
    void dropsWhoIsSuppressedForTheListOrTheCampaignOnly() throws InterruptedException {
        upload(Stream.of("l@gmail.test", "c@gmail.test", "g@gmail.test", "x@gmail.test"), "Ulm");
        var list = campaign().plan().list();
        suppress(SuppressionScope.of(ProjectId.FIRST, list), "l@gmail.test");
        suppress(SuppressionScope.of(ProjectId.FIRST, CAMPAIGN), "c@gmail.test");
        suppress(SuppressionScope.GLOBAL, "g@gmail.test");
        var otherList = new ListId(list.value() + 1);
        suppress(SuppressionScope.of(ProjectId.FIRST, otherList), "x@gmail.test");

        expand(queue);

        assertThat(messages.count(CAMPAIGN).of(Status.DROPPED)).isEqualTo(3);
        assertThat(messages.count(CAMPAIGN).of(Status.QUEUED)).isEqualTo(1);
    }

    private void suppress(SuppressionScope scope, String address) {
        var hash = hasher.hash(address);
        suppressions.add(
                List.of(Suppression.forGood(scope, hash, Suppression.Why.MANUAL, "api", NOW)));
        suppressed.refresh();
    }

    @Test
    void makesTheSameShardsHoweverOftenItIsStopped() throws InterruptedException {
        for (int i = 0; i < UPLOADS; i++) upload(customers(10 + i), "Ulm");
        upload(customers(100).map(String::toUpperCase), "Neu");
        expand(queue);
        var whole = expanded();
        var queued = queue.list(CAMPAIGN, 10_000);
        messages = new MemoryMessageStore();
        queue = new MemoryShardQueue();

        int stops = 0;
        while (!queue.progress(CAMPAIGN).complete()) {
            // Blocks are stored, and the shards and the progress are not.
            assertThatThrownBy(
                            () -> expansion(new Failing()).run(campaign(), Set.of("city")).next())
                    .isInstanceOf(StoreUnavailable.class);
            expansion(queue).run(campaign(), Set.of("city")).next();
            stops++;
        }

        assertThat(stops).isGreaterThanOrEqualTo(3);
        assertThat(expanded()).isEqualTo(whole);
        assertThat(queue.list(CAMPAIGN, 10_000)).isEqualTo(queued);
    }

    @Test
    void takesTheFrozenVersionOfTheList() throws InterruptedException {
        upload(Stream.of("ada@gmail.test"), "Ulm");
        var frozen = campaign();
        upload(Stream.of("late@gmail.test"), "Ulm");

        var run = expansion(queue).run(frozen, Set.of());
        while (!run.progress().complete()) run.next();

        assertThat(messages.count(CAMPAIGN).total()).isEqualTo(1);
    }

    /// Knows how far it has come, and fails when it is to go on.
    private final class Failing implements ShardQueue.Intake {
        @Override
        public void add(
                CampaignId campaign,
                List<Shard> shards,
                ExpansionProgress progress,
                Instant dueAt) {
            throw new StoreUnavailable("the power is gone", new IOException("gone"));
        }

        @Override
        public ExpansionProgress progress(CampaignId campaign) {
            return queue.progress(campaign);
        }

        @Override
        public int waiting(CampaignId campaign) {
            return queue.waiting(campaign);
        }

        @Override
        public void endLeases() {
            queue.endLeases();
        }

        @Override
        public List<ShardQueue.Waiting> list(CampaignId campaign, int max) {
            return queue.list(campaign, max);
        }
    }
}

package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.Rate;
import postrider.campaign.ThrottleRules;
import postrider.lane.Lane;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;
import postrider.pacing.Bounds;

/// Lanes, senders and visits together, against far sides and stores that fail in every way.
class DeliveryTest {
    private static final Reply OK = new Reply(250, "2.0.0", "taken");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int CONCURRENCY = 7;
    private static final ThrottleRules RULES =
            new ThrottleRules(Rate.perSecond(100_000), Rate.UNLIMITED, Rate.UNLIMITED, CONCURRENCY);

    private final long seed = System.nanoTime();
    private final FarSide farSide = new FarSide();
    private final FlakyStores stores = new FlakyStores(seed);
    private final World world = World.atWork(farSide, stores);
    private final Delivery delivery = new Delivery(world.parts);
    private final Rounds rounds = Rounds.of(world, delivery);

    DeliveryTest() {
        System.out.println("DeliveryTest seed " + seed);
    }

    @AfterEach
    void end() throws InterruptedException {
        stores.heal();
        farSide.hurry.countDown();
        delivery.stop(LONG);
        rounds.end();
    }

    @Test
    void settlesEveryMessageWhateverFails() throws InterruptedException {
        farSide.behaviour = new Misbehaviour(seed);
        var campaign = world.running(3, 50, "gmail.test", World.GOOGLE, RULES);
        stores.failing(0.02);
        delivery.look();

        await(() -> open(campaign) < 75);
        stores.heal();
        await(() -> world.queue.waiting(id(campaign)) == 0);

        assertThat(delivery.stop(LONG)).as("nobody is left in the lanes").isTrue();
        var counters = world.messages.count(id(campaign));
        assertThat(counters.total()).isEqualTo(150);
        assertThat(counters.of(Status.DELIVERED)).isEqualTo(150);
        assertThat(counters.inFlight()).isZero();
        assertThat(farSide.taken).hasSize(150);
        assertThat(farSide.takenTwice()).isLessThanOrEqualTo(counters.everUncertain());
        assertAllPlacesAreFree(campaign);
    }

    @Test
    void doesNotLoseAMessageWhoseSenderFails() throws InterruptedException {
        var failures = new AtomicInteger();
        farSide.behaviour =
                _ -> {
                    if (failures.incrementAndGet() % 5 == 0)
                        throw new IllegalStateException("our bug");
                    return new Outcome.Delivered(OK);
                };
        var campaign = world.running(1, 50, "gmail.test", World.GOOGLE, RULES);
        delivery.look();

        await(() -> world.queue.waiting(id(campaign)) == 0);

        assertThat(delivery.stop(LONG)).isTrue();
        assertThat(world.messages.count(id(campaign)).of(Status.DELIVERED)).isEqualTo(50);
        assertAllPlacesAreFree(campaign);
    }

    @Test
    void writesWhatWasTakenWhileTheHostStallsAtTheNextEnvelope() throws InterruptedException {
        farSide.stalls = true;
        var campaign = world.running(1, 200, "gmail.test", World.GOOGLE, RULES);
        delivery.look();

        await(() ->
                !farSide.taken.isEmpty()
                        && world.messages.count(id(campaign)).of(Status.DELIVERED)
                                == farSide.taken.size());

        assertThat(farSide.taken).hasSizeLessThan(200);
    }

    @Test
    void doesNotHoldUpTheLongTailForASiteThatIsDead() throws InterruptedException {
        var lane = new Lane("tail-1");
        farSide.dead = "dead.example";
        var dead = world.running(1, 200, "dead.example", lane, RULES);
        var alive = world.running(1, 200, "alive.example", lane, RULES);
        delivery.look();

        await(() -> world.queue.waiting(id(alive)) == 0);

        assertThat(world.messages.count(id(alive)).of(Status.DELIVERED)).isEqualTo(200);
        await(() -> world.messages.count(id(dead)).of(Status.DEFERRED) > 0);
        assertThat(farSide.taken).hasSize(200);
    }

    @Test
    void announcesNoMessageOverALinkThatDoesNotLeadToItsSite() throws InterruptedException {
        var lane = new Lane("tail-1");
        var one = world.running(1, 60, "one.example", lane, RULES);
        var two = world.running(1, 60, "two.example", lane, RULES);
        delivery.look();

        await(() -> world.queue.waiting(id(one)) + world.queue.waiting(id(two)) == 0);

        assertThat(farSide.astray).hasValue(0);
        assertThat(farSide.taken).hasSize(120);
    }

    @Test
    void startsNothingAfterAPauseAndGivesTheShardsBack() throws InterruptedException {
        farSide.behaviour =
                _ -> {
                    farSide.think(Duration.ofMillis(5));
                    return new Outcome.Delivered(OK);
                };
        var campaign = world.running(2, 500, "gmail.test", World.GOOGLE, RULES);
        delivery.look();
        await(() -> !farSide.taken.isEmpty());

        world.campaigns.update(campaign.campaign().in(CampaignState.PAUSED, world.now()));
        world.board.refresh();
        delivery.look();
        await(() -> world.queue.list(id(campaign), 9).stream().noneMatch(w -> w.leased()));

        var taken = farSide.taken.size();
        assertThat(taken).isLessThan(1_000);
        assertThat(world.messages.count(id(campaign)).of(Status.DELIVERED)).isEqualTo(taken);
        assertAllPlacesAreFree(campaign);
    }

    @Test
    void stopsInGoodOrderEvenWhereTheFarSideIsSlow() throws InterruptedException {
        farSide.behaviour =
                _ -> {
                    farSide.think(Duration.ofMillis(50));
                    return new Outcome.Delivered(OK);
                };
        var campaign = world.running(2, 500, "gmail.test", World.GOOGLE, RULES);
        delivery.look();
        await(() -> farSide.taken.size() > 10);

        assertThat(delivery.stop(LONG)).isTrue();

        var counters = world.messages.count(id(campaign));
        assertThat(counters.inFlight()).isZero();
        assertThat(counters.of(Status.DELIVERED)).isEqualTo(farSide.taken.size());
        assertThat(world.queue.list(id(campaign), 9)).noneMatch(waiting -> waiting.leased());
    }

    @Test
    void givesIdleShardsBackEvenIfSomethingIsInHandTooLong() throws InterruptedException {
        farSide.dead = "gmail.test";
        farSide.connectTakes = Duration.ofSeconds(2);
        var stuck = world.running(1, 1, "gmail.test", World.GOOGLE, RULES);
        farSide.behaviour =
                _ -> {
                    farSide.think(Duration.ofMillis(1));
                    return new Outcome.Delivered(OK);
                };
        var idle = world.running(2, 500, "yahoo.test", new Lane("yahoo"), RULES);
        delivery.look();
        await(() -> farSide.connecting.get() > 0 && farSide.taken.size() > 10);

        var quiet = delivery.stop(Duration.ofMillis(300));

        assertThat(quiet).isFalse();
        assertThat(world.queue.list(id(idle), 9)).noneMatch(waiting -> waiting.leased());
        assertThat(world.queue.list(id(stuck), 9)).allMatch(waiting -> waiting.leased());
    }

    @Test
    void usesEveryConnectionForTheNextCampaignToo() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            var together = new CountDownLatch(World.CONNECTIONS);
            farSide.behaviour =
                    _ -> {
                        together.countDown();
                        together.await();
                        return new Outcome.Delivered(OK);
                    };
            var campaign = world.running(1, 200);
            delivery.look();

            await(() -> together.getCount() == 0);
            await(() -> world.queue.waiting(id(campaign)) == 0);
        }
    }

    private void assertAllPlacesAreFree(LiveCampaign campaign) {
        for (int i = 0; i < CONCURRENCY; i++)
            assertThat(campaign.enter()).as("place %d", i).isTrue();
        assertThat(campaign.enter()).isFalse();
    }

    private long open(LiveCampaign campaign) {
        return world.messages.count(id(campaign)).open();
    }

    private static CampaignId id(LiveCampaign campaign) {
        return campaign.campaign().id();
    }

    private void await(BooleanSupplier holds) throws InterruptedException {
        var until = Instant.now().plus(LONG);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("it never came").isBefore(until);
            rounds.pass();
        }
    }

    /// What a far side answers.
    interface Behaviour {
        Outcome answer(String recipient) throws InterruptedException;
    }

    /// Takes most of what comes, and else fails in every way that ends well at last.
    private static final class Misbehaviour implements Behaviour {
        private final Random random;

        Misbehaviour(long seed) {
            random = new Random(seed);
        }

        @Override
        public synchronized Outcome answer(String recipient) {
            return switch (random.nextInt(20)) {
                case 0, 3, 4 -> new Outcome.Deferred(OK, Reason.GREYLISTED, Duration.ZERO);
                case 1, 5 -> new Outcome.Uncertain(Reason.LINK_LOST);
                case 2 -> throw new IllegalStateException("our bug");
                default -> new Outcome.Delivered(OK);
            };
        }
    }

    /// A far side on the heap.
    static final class FarSide implements Transport {
        final Map<String, Integer> taken = new ConcurrentHashMap<>();
        final AtomicInteger connecting = new AtomicInteger();
        volatile Behaviour behaviour = _ -> new Outcome.Delivered(OK);
        volatile String dead = "";
        volatile Duration connectTakes = Duration.ZERO;

        /// Whether a host that has taken a mail falls silent at the next envelope.
        volatile boolean stalls;

        final AtomicInteger astray = new AtomicInteger();

        final CountDownLatch hurry = new CountDownLatch(1);

        /// Takes its time, until it is told to hurry.
        void think(Duration time) throws InterruptedException {
            hurry.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        long takenTwice() {
            return taken.values().stream().filter(times -> times > 1).count();
        }

        @Override
        public Link connect(Site site, String domain) throws LinkFailed, InterruptedException {
            if (!site.name().equals(dead)) return new FarLink(site);
            connecting.incrementAndGet();
            think(connectTakes);
            throw new LinkFailed(
                    "dead", new Outcome.Deferred(Reply.NONE, Reason.CONNECTION, Duration.ZERO));
        }

        @Override
        public Bounds bounds(MailboxProvider provider) {
            return Bounds.wide(Bounds.CONNECTIONS_MAX);
        }

        @Override
        public Reach reach() {
            return Reach.SITES;
        }

        private final class FarLink implements Link {
            private final Site site;
            private final List<String> offered = new ArrayList<>();
            private int left = 20;

            FarLink(Site site) {
                this.site = site;
            }

            @Override
            public Optional<Outcome> offer(Envelope envelope) throws InterruptedException {
                note(envelope);
                if (stalls && !taken.isEmpty()) think(LONG);
                return Optional.empty();
            }

            private void note(Envelope envelope) {
                offered.add(envelope.recipient());
                if (!envelope.recipient().endsWith("@" + site.name())) astray.incrementAndGet();
            }

            @Override
            public Outcome transmit(Mail mail, @Nullable Envelope next)
                    throws InterruptedException {
                left--;
                var recipient = offered.getLast();
                if (next != null) note(next);
                var outcome = behaviour.answer(recipient);
                var isTaken =
                        outcome instanceof Outcome.Delivered
                                || outcome instanceof Outcome.Uncertain;
                if (isTaken) taken.merge(recipient, 1, Integer::sum);
                return outcome;
            }

            @Override
            public boolean isUsable() {
                return left > 0;
            }

            @Override
            public int remaining() {
                return left;
            }

            @Override
            public boolean carries(Site other, String domain) {
                return other.equals(site);
            }

            @Override
            public void close() {}
        }
    }
}

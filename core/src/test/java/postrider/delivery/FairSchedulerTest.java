package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.Rate;
import postrider.campaign.ThrottleRules;
import postrider.delivery.FairScheduler.Pick;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.lane.MailboxProvider;
import postrider.lane.MxResolver;
import postrider.lane.SomeProviders;
import postrider.message.Event;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;
import postrider.pacing.Bounds;

class FairSchedulerTest {
    private static final double PER_SECOND = 100;
    private static final MailboxProvider GOOGLE = new MailboxProvider("google");

    private World world = new World(Map.of());
    private FairScheduler scheduler = scheduler(World.GOOGLE);

    private FairScheduler scheduler(Lane lane) {
        return new FairScheduler(lane, world.parts, gate(lane), world::route);
    }

    private LaneGate gate(Lane lane) {
        var way = new Way(world.route(), new DeliveryTest.FarSide());
        var bounds = Bounds.wide(World.CONNECTIONS);
        return new LaneGate(
                lane, way, bounds, new Health(), List.of(), Optional.empty(), world.nanos());
    }

    /// With a limit of the lane, as a mailbox provider sets it.
    private void limitLane() {
        var limit = new DeliverySettings.LaneLimit(20, Rate.perSecond(PER_SECOND));
        world = new World(Map.of(GOOGLE, limit));
        scheduler = scheduler(World.GOOGLE);
    }

    @Test
    void givesEachCampaignEveryOtherMessage() {
        var first = world.running(0, 0);
        var second = world.running(0, 0);
        scheduler.add(world.visit(first, 0, 100));
        scheduler.add(world.visit(first, 1, 100));
        scheduler.add(world.visit(second, 0, 100));

        var campaigns = new ArrayList<CampaignId>();
        for (int i = 0; i < 100; i++) campaigns.add(go().campaign().campaign().id());

        assertThat(campaigns).containsOnly(id(first), id(second));
        for (int i = 2; i < 100; i++) assertThat(campaigns.get(i)).isEqualTo(campaigns.get(i - 2));
    }

    @Test
    void aSmallCampaignEndsInItsFairShareOfALimitedLane() {
        limitLane();
        var large = world.running(0, 0);
        var small = world.running(0, 0);
        for (int i = 0; i < 5; i++) scheduler.add(world.visit(large, i, 1_000));
        scheduler.add(world.visit(small, 0, 200));

        var starts = run(Duration.ofSeconds(10));

        var ended = lastOf(starts, small);
        // Its 200 and as many of the large one, at the lane's rate.
        var fairNanos = 2 * 200 * Duration.ofSeconds(1).toNanos() / PER_SECOND;
        assertThat((double) ended).isLessThanOrEqualTo(1.1 * fairNanos);
        assertThat(starts).filteredOn(s -> s.campaign.equals(id(small))).hasSize(200);
        assertThat(starts.size()).isGreaterThanOrEqualTo((int) (0.95 * PER_SECOND * 10));
    }

    @Test
    void equalCampaignsShareALimitedLaneEvenly() {
        limitLane();
        var first = world.running(0, 0);
        var second = world.running(0, 0);
        scheduler.add(world.visit(first, 0, 500));
        scheduler.add(world.visit(second, 0, 500));

        var starts = run(Duration.ofSeconds(8));

        var ofFirst = starts.stream().filter(s -> s.campaign.equals(id(first))).count();
        var share = ofFirst / (double) starts.size();
        assertThat(share).isBetween(0.49, 0.51);
    }

    @Test
    void aCampaignAtItsOwnLimitHoldsNobodyUp() {
        var one = new ThrottleRules(Rate.perSecond(10), Rate.UNLIMITED, Rate.UNLIMITED, 100);
        var slow = world.running(0, 0, "gmail.test", World.GOOGLE, one);
        var free = world.running(0, 0);
        scheduler.add(world.visit(slow, 0, 500));
        scheduler.add(world.visit(free, 0, 500));

        var starts = run(Duration.ofMillis(600));

        assertThat(starts).filteredOn(s -> s.campaign.equals(id(free))).hasSize(500);
        assertThat(starts).filteredOn(s -> s.campaign.equals(id(slow))).hasSizeBetween(5, 8);
    }

    @Test
    void keepsToACampaignsConcurrency() {
        var two = new ThrottleRules(Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, 2);
        var campaign = world.running(0, 0, "gmail.test", World.GOOGLE, two);
        scheduler.add(world.visit(campaign, 0, 10));

        var first = go();
        go();
        assertThat(next()).isInstanceOf(Pick.Wait.class);

        first.campaign().leave();
        assertThat(next()).isInstanceOf(Pick.Go.class);
    }

    @Test
    void leavesNothingBehindWhereThereIsNoPermit() {
        limitLane();
        var two = new ThrottleRules(Rate.UNLIMITED, Rate.UNLIMITED, Rate.UNLIMITED, 1);
        var campaign = world.running(0, 0, "gmail.test", World.GOOGLE, two);
        var visit = world.visit(campaign, 0, 10);
        scheduler.add(visit);
        var start = go();

        start.campaign().leave();
        for (int i = 0; i < 20; i++) assertThat(next()).isInstanceOf(Pick.Wait.class);

        assertThat(visit.waiting()).isEqualTo(9);
        world.pass(Duration.ofMillis(20));
        assertThat(go().index()).as("still in order").isEqualTo(1);
    }

    @Test
    void startsNothingOfCampaignsThatDoNotRun() {
        var campaign = world.running(0, 0);
        scheduler.add(world.visit(campaign, 0, 10));
        var paused = campaign.campaign().in(CampaignState.PAUSED, world.now);
        world.campaigns.update(paused);
        world.board.refresh();

        assertThat(next()).isInstanceOf(Pick.Wait.class);
    }

    @Test
    void startsNothingByOldNews() {
        scheduler.add(world.visit(world.running(0, 0), 0, 10));
        world.pass(Duration.ofMillis(1_001));

        assertThat(scheduler.next(world.now, world.nanos())).isInstanceOf(Pick.Wait.class);
    }

    @Test
    void triesFirstAttemptsBeforeRetriesButKeepsThemAReserve() {
        var campaign = world.running(0, 0);
        var visit = world.visit(campaign, 0, 100);
        scheduler.add(visit);
        // Half of them have been tried.
        for (int i = 0; i < 50; i++) {
            var index = go().index();
            visit.ended(deferred(index, world.now.toEpochMilli()));
        }
        visit.lineUp(world.now);

        var retries = 0;
        for (int i = 0; i < 40; i++) if (go().attempt() == 2) retries++;

        assertThat(retries).isEqualTo(5);
    }

    @Test
    void passesOverSitesOfTheLongTailThatHaveNoPermit() {
        var each = new ThrottleRules(Rate.UNLIMITED, Rate.perSecond(1), Rate.UNLIMITED, 100);
        var lane = new Lane("tail-0");
        scheduler = scheduler(lane);
        var campaign = world.running(1, 5, "one.example", lane, each);
        world.lanes.of("two.example");
        var visit =
                world.visits().open(world.route().id(), lane, Map.of(id(campaign), 1)).getFirst();
        scheduler.add(visit);
        go();

        assertThat(next()).as("one a second and site").isInstanceOf(Pick.Wait.class);
        assertThat(visit.waiting()).isEqualTo(4);
        assertThat(visit.campaign().enter()).isTrue();
    }

    @Test
    void passesOverASiteThatRestsUntilItHasRested() {
        var lane = new Lane("tail-0");
        var gate = gate(lane);
        scheduler = new FairScheduler(lane, world.parts, gate, world::route);
        var campaign = world.running(1, 5, "one.example", lane, ThrottleRules.NONE);
        scheduler.add(
                world.visits().open(world.route().id(), lane, Map.of(id(campaign), 1)).getFirst());
        var start = go();

        var dead = new Outcome.Deferred(Reply.NONE, Reason.CONNECTION, Duration.ZERO);
        gate.noLink(start, dead, world.nanos());
        assertThat(next()).isInstanceOf(Pick.Wait.class);
        assertThat(gate.waitFrom(world.nanos())).as("the lane does not rest").isZero();

        world.pass(Duration.ofSeconds(2));
        assertThat(next()).isInstanceOf(Pick.Go.class);
    }

    @Test
    void doesNotWaitForTheDns() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var lanes =
                new Lanes(
                        SomeProviders.table(),
                        domain -> {
                            asked.countDown();
                            try {
                                answered.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return new MxResolver.Answer.Hosts(List.of(domain));
                        },
                        world::nanos);

        var before = lanes.ifKnown("slow.example");
        asked.await();
        answered.countDown();
        while (lanes.ifKnown("slow.example").isEmpty()) Thread.onSpinWait();

        assertThat(before).isEmpty();
    }

    private Pick next() {
        world.board.refresh();
        return scheduler.next(world.now, world.nanos());
    }

    private Start go() {
        if (next() instanceof Pick.Go(var start)) return start;
        throw new AssertionError("no message may start");
    }

    private record Started(CampaignId campaign, long atNanos) {}

    /// Starts whatever may start while `time` passes.
    private List<Started> run(Duration time) {
        var starts = new ArrayList<Started>();
        var begin = world.nanos();
        while (world.nanos() - begin < time.toNanos()) {
            switch (next()) {
                case Pick.Go(var start) -> {
                    starts.add(
                            new Started(start.campaign().campaign().id(), world.nanos() - begin));
                    start.campaign().leave();
                }
                case Pick.Wait(var nanos) -> world.pass(Duration.ofNanos(Math.max(1, nanos)));
            }
        }
        return starts;
    }

    private static long lastOf(List<Started> starts, LiveCampaign campaign) {
        return starts.stream()
                .filter(s -> s.campaign.equals(id(campaign)))
                .mapToLong(Started::atNanos)
                .max()
                .orElseThrow();
    }

    private static Event.Result deferred(int index, long atMs) {
        return new Event.Result(
                index, 1, atMs, Status.DEFERRED, Reason.GREYLISTED, false, Reply.NONE, atMs, 1);
    }

    private static CampaignId id(LiveCampaign campaign) {
        return campaign.campaign().id();
    }
}

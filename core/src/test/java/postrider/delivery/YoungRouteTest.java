package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.campaign.Engagement;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.message.Status;
import postrider.pacing.WarmupCurve;

/// A route that may start only so many a day, alone and beside a warm one.
class YoungRouteTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SHARDS = 20;
    private static final int EACH = 100;
    private static final long TOTAL = (long) SHARDS * EACH;

    /// Ten an hour, and at most twenty.
    private static final Route.Limits YOUNG =
            new Route.Limits(
                    World.CONNECTIONS,
                    Rate.UNLIMITED,
                    OptionalLong.empty(),
                    Optional.of(new WarmupCurve(List.of(240L))));

    private static final Route.Limits CAPPED =
            new Route.Limits(
                    World.CONNECTIONS, Rate.UNLIMITED, OptionalLong.of(150), Optional.empty());

    private final DeliveryTest.FarSide byYoung = new DeliveryTest.FarSide();
    private final DeliveryTest.FarSide byOut = new DeliveryTest.FarSide();
    private final World world = World.atWork(this::farSide, new FlakyStores(1));
    private final Delivery delivery = new Delivery(world.parts);
    private final Rounds rounds = Rounds.of(world, delivery);

    private Transport farSide(Route route) {
        return route.name().equals("young") ? byYoung : byOut;
    }

    @AfterEach
    void end() throws InterruptedException {
        delivery.stop(LONG);
        rounds.end();
    }

    private static Route young(Route.Limits limits, Engagement engagement) {
        var use = new Route.Use(1, Set.of(), engagement);
        return new Route(1, ProjectId.FIRST, "young", "mx://", new byte[0], limits, use);
    }

    private LiveCampaign underWay(Route.Limits limits) {
        world.routes.put(young(limits, Engagement.ANY));
        var campaign = world.running(SHARDS, EACH);
        delivery.look();
        return campaign;
    }

    @Test
    void sendsItsDailyCapToTheMessageAndTheRestByAnotherRoute() throws InterruptedException {
        var campaign = underWay(CAPPED);

        await(() -> delivered(campaign) == TOTAL);

        assertThat(byYoung.taken).hasSize(150);
        assertThat(byOut.taken).hasSize((int) TOTAL - 150);
    }

    @Test
    void leavesWhatIsOverAWarmupToAWarmRoute() throws InterruptedException {
        var campaign = underWay(YOUNG);

        await(() -> delivered(campaign) == TOTAL);

        // The hour may change meanwhile.
        assertThat(byYoung.taken).hasSizeBetween(10, 40);
        assertThat(byYoung.taken.size() + byOut.taken.size()).isEqualTo((int) TOTAL);
    }

    @Test
    void waitsForTheNextHourWhereThereIsNoOtherRouteAndSaysSo() throws InterruptedException {
        world.routes.remove(ProjectId.FIRST, "out");
        var campaign = underWay(YOUNG);
        var id = campaign.campaign().id();

        await(() ->
                delivery.holds(id, World.GOOGLE, Optional.empty()).stream()
                        .anyMatch(h -> h.kind() == Hold.Kind.WARMUP && h.isStop()));

        await(() -> delivered(campaign) == byYoung.taken.size());
        var counters = world.messages.count(id);
        assertThat(byYoung.taken).hasSizeBetween(10, 40);
        assertThat(counters.of(Status.QUEUED)).isEqualTo(TOTAL - byYoung.taken.size());
        var hold =
                delivery.holds(id, World.GOOGLE, Optional.empty()).stream()
                        .filter(Hold::isStop)
                        .findFirst()
                        .orElseThrow();
        assertThat(hold.sentence())
                .startsWith("route young: day 1 of the warmup: ")
                .contains("of 240 messages started today");
        assertThat(hold.until().orElseThrow()).isBefore(Instant.now().plus(Duration.ofHours(2)));
    }

    @Test
    void takesNoCampaignToReadersThatItIsNotFor() throws InterruptedException {
        world.routes.put(young(CAPPED, Engagement.HIGH));
        var campaign = world.running(SHARDS, EACH);
        delivery.look();

        await(() -> delivered(campaign) == TOTAL);

        assertThat(byYoung.taken).isEmpty();
    }

    private long delivered(LiveCampaign campaign) {
        return world.messages.count(campaign.campaign().id()).of(Status.DELIVERED);
    }

    private void await(BooleanSupplier holds) throws InterruptedException {
        var until = Instant.now().plus(LONG);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("it never came").isBefore(until);
            rounds.pass();
        }
    }
}

package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;

/// A route that dies while a campaign is under way, and another that is well.
class FailoverTest {
    private static final Reply OK = new Reply(250, "2.0.0", "taken");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SHARDS = 20;
    private static final int EACH = 100;

    private final AtomicInteger touched = new AtomicInteger();
    private final DeliveryTest.FarSide dying = new DeliveryTest.FarSide();
    private final DeliveryTest.FarSide well = new DeliveryTest.FarSide();
    private final World world = World.atWork(this::farSide, new FlakyStores(1));
    private final Delivery delivery = new Delivery(world.parts);
    private final Rounds rounds = Rounds.of(world, delivery);

    private Transport farSide(Route route) {
        return route.name().equals("dying") ? dying : well;
    }

    @AfterEach
    void end() throws InterruptedException {
        delivery.stop(LONG);
        rounds.end();
    }

    @Test
    void shiftsFromARouteThatTakesNoConnections() throws InterruptedException {
        shifts(_ -> {
            dying.dead = "gmail.test";
            return new Outcome.Deferred(Reply.NONE, Reason.CONNECTION, Duration.ZERO);
        });
    }

    @Test
    void shiftsFromARouteThatClosesEveryConnection() throws InterruptedException {
        var closing = new Reply(421, "4.3.2", "closing");
        shifts(_ -> new Outcome.Deferred(closing, Reason.HOST_TROUBLE, Duration.ZERO));
    }

    @Test
    void shiftsFromARouteThatRefusesEverybody() throws InterruptedException {
        var refused = new Reply(550, "5.7.1", "not you");
        shifts(_ -> new Outcome.Bounced(refused, Reason.UNKNOWN_RECIPIENT, true));
    }

    private void shifts(Function<String, Outcome> death) throws InterruptedException {
        var campaign = underWay(SHARDS);
        await(() -> dying.taken.size() > 100 && well.taken.size() > 100);

        dying.behaviour =
                recipient -> {
                    touched.incrementAndGet();
                    return death.apply(recipient);
                };
        await(() -> world.queue.waiting(campaign.campaign().id()) == 0);

        var counters = world.messages.count(campaign.campaign().id());
        assertThat(counters.of(Status.DELIVERED)).isEqualTo((long) SHARDS * EACH);
        assertThat(well.taken.size() + dying.taken.size()).isEqualTo(SHARDS * EACH);
        // As many as were under way, and those that the breaker takes to decide and to probe.
        assertThat(touched.get()).isLessThanOrEqualTo(World.CONNECTIONS * 2 + 20);
    }

    @Test
    void comesBackToTheRouteOnceItIsWell() throws InterruptedException {
        var campaign = underWay(8 * SHARDS);
        dying.dead = "gmail.test";
        await(() -> well.taken.size() > 300);

        dying.dead = "";
        var before = dying.taken.size();
        await(() ->
                world.queue.waiting(campaign.campaign().id()) == 0
                        || dying.taken.size() > before + 50);

        assertThat(dying.taken.size()).isGreaterThan(before);
    }

    /// Two routes of one weight, each about a thousand messages a second.
    private LiveCampaign underWay(int shards) {
        for (var farSide : List.of(dying, well)) {
            farSide.behaviour =
                    _ -> {
                        farSide.think(Duration.ofMillis(20));
                        return new Outcome.Delivered(OK);
                    };
        }
        world.routes.put(route("dying"));
        var campaign = world.running(shards, EACH);
        delivery.look();
        return campaign;
    }

    private static Route route(String name) {
        return new Route(
                1, ProjectId.FIRST, name, "mx://", new byte[0], World.CONNECTIONS, Rate.UNLIMITED);
    }

    private void await(BooleanSupplier holds) throws InterruptedException {
        var until = Instant.now().plus(LONG);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("it never came").isBefore(until);
            rounds.pass();
        }
    }
}

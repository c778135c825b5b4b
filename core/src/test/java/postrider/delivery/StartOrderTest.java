package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignState;

class StartOrderTest {
    private static final Instant NOW = World.START;
    private static final String FULL =
            "it waits for a place: 2 run, as many as may at once (campaigns.at-once); ";

    private final World world = new World(Map.of());
    private final StartOrder two = new StartOrder(2);

    private Campaign due(Duration ago) {
        return world.scheduled(NOW.minus(ago));
    }

    private static Campaign in(CampaignState state, Campaign campaign) {
        return campaign.in(CampaignState.RUNNING, NOW).in(state, NOW);
    }

    @Test
    void letsAsManyRunAsMay() {
        var running = due(Duration.ZERO).in(CampaignState.RUNNING, NOW);

        assertThat(two.waiting(List.of(running, due(Duration.ZERO)), NOW)).isEmpty();
    }

    @Test
    void queuesTheOthersByWindowAndThenByCreation() {
        var running = due(Duration.ZERO).in(CampaignState.RUNNING, NOW);
        var third = due(Duration.ofHours(1));
        var second = due(Duration.ofHours(2));
        var first = due(Duration.ofHours(2).plusMillis(1));
        var fourth = due(Duration.ofHours(1));

        var waiting = two.waiting(List.of(fourth, third, second, first, running), NOW);

        assertThat(waiting).containsOnlyKeys(second.id(), third.id(), fourth.id());
        assertThat(waiting)
                .containsEntry(second.id(), new StartOrder.Place(1, FULL + "it is the next"))
                .containsEntry(third.id(), new StartOrder.Place(2, FULL + "1 waits before it"))
                .containsEntry(fourth.id(), new StartOrder.Place(3, FULL + "2 wait before it"));
    }

    @Test
    void givesNoPlaceToWhoSendsNothing() {
        var paused = in(CampaignState.PAUSED, due(Duration.ZERO));
        var cancelled = in(CampaignState.CANCELLED, due(Duration.ZERO));
        var over = due(Duration.ofHours(13)).in(CampaignState.RUNNING, NOW);
        var overToo = due(Duration.ofHours(13));
        var future = world.scheduled(NOW.plusMillis(1));
        var one = due(Duration.ZERO);
        var other = due(Duration.ZERO);

        var active = List.of(paused, cancelled, over, overToo, future, one, other);

        assertThat(two.waiting(active, NOW)).isEmpty();
    }

    @Test
    void isBounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StartOrder(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StartOrder(1_001));
    }
}

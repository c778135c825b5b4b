package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignState;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.message.Reason;

class CampaignBoardTest {
    private final World world = new World(Map.of());

    @Test
    void isNoAnswerOnceItIsOlderThanASecond() {
        var live = world.running(1, 1);
        assertThat(world.board.wanted(live, world.now)).isInstanceOf(Wanted.Yes.class);

        var second = world.now.plusSeconds(1);
        assertThat(world.board.wanted(live, second)).isInstanceOf(Wanted.Yes.class);
        assertThat(world.board.wanted(live, second.plusMillis(1)))
                .isInstanceOf(Wanted.Unknown.class);
    }

    @Test
    void tellsWhatIsWantedInEachState() {
        var live = world.running(1, 1);

        become(live, CampaignState.PAUSED);
        assertThat(world.board.wanted(live, world.now)).isInstanceOf(Wanted.Later.class);
        become(live, CampaignState.SCHEDULED);
        assertThat(world.board.wanted(live, world.now)).isInstanceOf(Wanted.Later.class);
        become(live, CampaignState.RUNNING);
        assertThat(world.board.wanted(live, world.now)).isInstanceOf(Wanted.Yes.class);
        become(live, CampaignState.CANCELLED);
        assertThat(world.board.wanted(live, world.now))
                .isEqualTo(new Wanted.Never(Reason.CANCELLED));
    }

    @Test
    void wantsNothingOutsideOfTheWindow() {
        var live = world.running(1, 1);

        world.pass(
                Duration.between(world.now, live.campaign().launch().orElseThrow().window().end())
                        .minusMillis(1));
        world.board.refresh();
        assertThat(world.board.wanted(live, world.now)).isInstanceOf(Wanted.Yes.class);

        world.pass(Duration.ofMillis(1));
        world.board.refresh();
        assertThat(world.board.wanted(live, world.now))
                .isEqualTo(new Wanted.Never(Reason.WINDOW_CLOSED));
    }

    @Test
    void staysTheSameCampaignWhileItsStateChanges() {
        var live = world.running(1, 1);

        become(live, CampaignState.PAUSED);

        assertThat(world.board.live(live.campaign().id())).containsSame(live);
        assertThat(live.campaign().state()).isEqualTo(CampaignState.PAUSED);
    }

    @Test
    void forgetsCampaignsThatAreOver() {
        var live = world.running(1, 1);

        become(live, CampaignState.COMPLETED);

        assertThat(world.board.live(live.campaign().id())).isEmpty();
    }

    @Test
    void knowsARouteAsItWasEdited() {
        var live = world.running(1, 1);

        world.routes.put(route("out", 7));
        world.board.refresh();

        assertThat(live.routes().getFirst().connections()).isEqualTo(7);
    }

    @Test
    void takesAllRoutesWhereNoneIsNamedAndKeepsTheLastOfThem() {
        var live = world.running(1, 1);

        world.routes.put(route("another", 7));
        world.board.refresh();
        assertThat(live.routes()).extracting(Route::name).containsExactly("another", "out");

        world.routes.remove(ProjectId.FIRST, "out");
        world.board.refresh();
        assertThat(live.routes()).extracting(Route::name).containsExactly("another");

        world.routes.remove(ProjectId.FIRST, "another");
        world.board.refresh();
        assertThat(live.routes())
                .as("under way")
                .extracting(Route::name)
                .containsExactly("another");
    }

    private static Route route(String name, int connections) {
        return new Route(
                1, ProjectId.FIRST, name, "mx://", new byte[0], connections, Rate.UNLIMITED);
    }

    private void become(LiveCampaign live, CampaignState state) {
        assertThat(world.campaigns.update(live.campaign().in(state, world.now))).isPresent();
        world.board.refresh();
    }
}

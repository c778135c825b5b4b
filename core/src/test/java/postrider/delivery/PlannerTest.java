package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postrider.audience.Expansion;
import postrider.audience.MemoryRecipientLists;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.Guard;

class PlannerTest {
    private final World world = new World(Map.of());
    private final CampaignNotes notes = new CampaignNotes();
    private final Planner planner =
            new Planner(
                    world.parts,
                    world.campaigns,
                    world.templates,
                    new World.PlainComposers(),
                    world.queue,
                    new Expansion(
                            new MemoryRecipientLists(),
                            world.lanes,
                            world.parts.suppressed(),
                            world.messages,
                            world.queue,
                            world.seal,
                            world.keys,
                            () -> world.now),
                    new Delivery(world.parts),
                    new StartOrder(1),
                    new GuardRound(
                            world.campaigns,
                            world.messages,
                            world.queue,
                            world.queue,
                            world.parts.pace(),
                            Guard.DEFAULT,
                            notes),
                    notes);

    private CampaignState state(Campaign campaign) {
        return world.campaigns.find(campaign.id()).orElseThrow().state();
    }

    private void sent(CampaignId campaign) {
        for (var lease : world.queue.lease(World.GOOGLE, Map.of(campaign, 1), world.now, world.now))
            world.queue.finish(lease);
    }

    @Test
    void startsACampaignWithItsWindow() {
        var campaign = world.scheduled(world.now.plusSeconds(60));

        planner.look();
        assertThat(state(campaign)).isEqualTo(CampaignState.SCHEDULED);
        assertThat(notes.of(campaign.id()).place()).as("it waits for its window").isEmpty();
        world.pass(Duration.ofSeconds(60));
        planner.look();

        assertThat(state(campaign)).isEqualTo(CampaignState.RUNNING);
    }

    @Test
    void startsTheNextWhenOneIsDone() {
        var first = world.scheduled(world.now);
        var second = world.scheduled(world.now);
        planner.look();
        planner.look();
        assertThat(state(first)).isEqualTo(CampaignState.RUNNING);
        assertThat(state(second)).isEqualTo(CampaignState.SCHEDULED);
        assertThat(notes.of(second.id()).place())
                .hasValueSatisfying(place -> assertThat(place.position()).isEqualTo(1));
        assertThat(notes.waiting()).isEqualTo(1);

        sent(first.id());
        planner.look();
        planner.look();

        assertThat(state(first)).isEqualTo(CampaignState.COMPLETED);
        assertThat(state(second)).isEqualTo(CampaignState.RUNNING);
        assertThat(notes.of(second.id()).place()).isEmpty();
    }

    @Test
    void givesThePlaceOfAPausedCampaignToTheNext() {
        var first = world.scheduled(world.now);
        var second = world.scheduled(world.now.minusSeconds(1));
        planner.look();
        assertThat(state(second)).isEqualTo(CampaignState.RUNNING);

        var runs = world.campaigns.find(second.id()).orElseThrow();
        world.campaigns.update(runs.in(CampaignState.PAUSED, world.now));
        planner.look();

        assertThat(state(first)).isEqualTo(CampaignState.RUNNING);
    }
}

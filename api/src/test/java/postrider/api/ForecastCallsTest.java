package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.lane.Lane;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.queue.ExpansionProgress;

class ForecastCallsTest {
    private final World world = new World();
    private final String id =
            world.campaign("email,first_name\nann@mail.example,Ann\nben@mail.example,Ben\n");

    @AfterEach
    void close() {
        world.close();
    }

    private void runs() {
        var scheduled = world.campaigns.find(new CampaignId(1)).orElseThrow();
        world.campaigns.update(scheduled.in(CampaignState.RUNNING, World.START));
        world.deliverOne(id);
        var shard = new Shard(new ShardId(new CampaignId(1), 0), new Lane("google"), 2);
        world.queue.add(
                new CampaignId(1),
                List.of(shard),
                new ExpansionProgress(1, 1, 2, 0, true),
                World.START);
    }

    @Test
    void estimatesADraftByItsList() {
        var forecast = world.get("/v1/campaigns/" + id + "/forecast").json();

        assertThat(forecast.path("estimated").asBoolean()).isTrue();
        assertThat(forecast.path("remaining").asLong()).isEqualTo(2);
        assertThat(forecast.path("fits_window").asBoolean()).isTrue();
        assertThat(forecast.path("expected_finish").asText()).startsWith("2025-12-01T10:00:0");
        assertThat(forecast.path("lanes").path(0).path("provider").asText()).isEqualTo("tail");
        assertThat(forecast.path("warnings")).isEmpty();
    }

    @Test
    void countsWhatIsLeftOfOneThatRuns() {
        world.post("/v1/campaigns/" + id + "/schedule", "{}");
        runs();

        var forecast = world.get("/v1/campaigns/" + id + "/forecast").json();

        assertThat(forecast.path("estimated").asBoolean()).isFalse();
        assertThat(forecast.path("remaining").asLong()).isEqualTo(1);
        assertThat(forecast.path("sentence").asText())
                .isEqualTo("expected to finish at about 2025-12-01T10:01Z");
        assertThat(forecast.path("lanes").path(0).path("provider").asText()).isEqualTo("google");
    }

    @Test
    void saysThatAPausedOneWaits() {
        world.post("/v1/campaigns/" + id + "/schedule", "{}");
        world.post("/v1/campaigns/" + id + "/pause", "{}");

        var forecast = world.get("/v1/campaigns/" + id + "/forecast").json();

        assertThat(forecast.path("warnings").path(0).asText())
                .isEqualTo("the campaign is PAUSED: this is as if it were resumed now");
    }

    @Test
    void tellsStrangersNothing() {
        var path = "/v1/campaigns/" + id + "/forecast";

        assertThat(world.request("GET", path).as(world.stranger).send().status()).isEqualTo(404);
    }
}

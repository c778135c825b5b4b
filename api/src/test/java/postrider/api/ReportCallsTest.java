package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postrider.audience.RowsBuilder;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.Guard;
import postrider.campaign.Watch;
import postrider.delivery.CampaignNotes;
import postrider.delivery.Hold;
import postrider.delivery.StartOrder;
import postrider.lane.Lane;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.message.Status;
import postrider.queue.ExpansionProgress;

class ReportCallsTest {
    private static final long AT = World.START.toEpochMilli();
    private static final int ROUTE = 1;

    private final World world = new World();
    private String id = "";

    /// A campaign of two shards, four messages to Google and one to the long tail.
    @BeforeEach
    void launch() {
        id = world.campaign("email,first_name\nann@mail.example,Ann\n");
        var first = new Shard(new ShardId(new CampaignId(1), 0), new Lane("google"), 4);
        var second = new Shard(new ShardId(new CampaignId(1), 1), new Lane("tail-3"), 1);
        world.messages.put(List.of(shard(first), shard(second)));
        world.queue.add(
                new CampaignId(1),
                List.of(first, second),
                new ExpansionProgress(1, 2, 5, 1, true),
                World.START);
    }

    private NewShard shard(Shard shard) {
        var campaign = world.campaigns.find(shard.id().campaign()).orElseThrow();
        var rows = new RowsBuilder(List.of());
        for (int i = 0; i < shard.size(); i++)
            rows.add("a" + shard.id().number() + i, "mail.example", Map.of());
        return new NewShard(shard, world.blocks.close(campaign, shard.id(), rows));
    }

    private void happened(int shard, Event... events) {
        var id = new ShardId(new CampaignId(1), shard);
        world.messages.open(id, 1);
        world.messages.append(new EventBatch(id, 1, 1, List.of(events)));
    }

    private static Event.Intent intent(int index) {
        return new Event.Intent(index, 1, AT, ROUTE);
    }

    private static Event.Result result(
            int index, Status status, Reason reason, Reply reply, long nextAtMs) {
        return new Event.Result(
                index,
                1,
                AT + 1_000,
                status,
                reason,
                status == Status.BOUNCED,
                reply,
                nextAtMs,
                ROUTE);
    }

    @Test
    void countsEveryMessageOnce() {
        happened(
                0,
                intent(0),
                result(0, Status.DELIVERED, Reason.NONE, new Reply(250, "2.0.0", "OK"), 0),
                intent(1),
                result(
                        1,
                        Status.BOUNCED,
                        Reason.UNKNOWN_RECIPIENT,
                        new Reply(550, "5.1.1", "no such user"),
                        0),
                intent(2));

        var status = world.get("/v1/campaigns/" + id + "/status").json();

        assertThat(status.path("total").asInt()).isEqualTo(5);
        assertThat(status.path("counters").toString())
                .isEqualTo(
                        "{\"QUEUED\":3,\"UNCERTAIN\":0,\"DEFERRED\":0,\"SENT\":0,\"DROPPED\":0,\"BLOCKED\":0,\"DELIVERED\":1,\"BOUNCED\":1}");
        assertThat(status.path("progress").asDouble()).isEqualTo(0.4);
        assertThat(status.path("rate").asDouble()).isZero();
        assertThat(status.path("in_flight").asInt()).isEqualTo(1);
        assertThat(status.path("possible_doubles").asInt()).isZero();
        assertThat(status.path("by_provider").path("google").path("total").asInt()).isEqualTo(4);
        assertThat(status.path("by_provider").path("tail").path("counters").path("QUEUED").asInt())
                .isEqualTo(1);
        assertThat(status.path("expansion").path("duplicates").asInt()).isEqualTo(1);
        assertThat(status.path("send_window").path("end").asText())
                .isEqualTo("2025-12-01T16:00:00Z");
    }

    @Test
    void tellsWhatHoldsACampaignUp() {
        var campaign = new CampaignId(1);
        world.notes.watched(
                Map.of(
                        campaign,
                        new CampaignNotes.Watched(List.of("too much"), Optional.of("it settles"))));
        world.notes.waiting(Map.of(campaign, new StartOrder.Place(3, "it waits")));

        var status = world.get("/v1/campaigns/" + id + "/status").json();

        assertThat(status.path("guard").toString())
                .isEqualTo(
                        "{\"state\":\"warns\",\"sentences\":[\"too much\"],\"paused_since\":null}");
        assertThat(status.path("canary").isNull()).as("it has none").isTrue();
        assertThat(status.path("queue_position").asInt()).isEqualTo(3);
        assertThat(status.path("queue_sentence").asText()).isEqualTo("it waits");
    }

    @Test
    void tellsWhereTheCanaryIs() {
        var path = "/v1/campaigns/" + id;
        patch("{\"canary\":{\"share\":0.1}}");
        var held = world.get(path + "/status").json().path("canary");
        var draft = stored();
        world.campaigns.update(draft.watched(draft.watch().goneOn(World.START), World.START));

        var gone = world.get(path + "/status").json().path("canary");

        assertThat(held.toString())
                .isEqualTo("{\"went_on_at\":null,\"sentence\":\"the rest waits for the canary\"}");
        assertThat(gone.path("went_on_at").asText()).isEqualTo(World.START.toString());
    }

    @Test
    void resumesWhatAGuardPausedKnowingWhatHasHappened() {
        happened(
                0,
                intent(0),
                result(0, Status.BOUNCED, Reason.UNKNOWN_RECIPIENT, Reply.NONE, 0),
                intent(1),
                result(1, Status.DELIVERED, Reason.NONE, Reply.NONE, 0));
        world.post("/v1/campaigns/" + id + "/schedule");
        var scheduled = world.campaigns.find(new CampaignId(1)).orElseThrow();
        var running =
                world.campaigns
                        .update(scheduled.in(CampaignState.RUNNING, World.START))
                        .orElseThrow();
        world.campaigns.update(running.pausedBecause("paused by a guard: so", World.START));

        var paused = world.get("/v1/campaigns/" + id + "/status").json();
        world.post("/v1/campaigns/" + id + "/resume");
        var resumed = world.get("/v1/campaigns/" + id + "/status").json();

        assertThat(paused.path("guard").toString())
                .isEqualTo(
                        "{\"state\":\"paused\",\"sentences\":[\"paused by a guard: so\"],\"paused_since\":\"%s\"}"
                                .formatted(World.START));
        assertThat(resumed.path("guard").path("state").asText()).isEqualTo("quiet");
        assertThat(world.campaigns.find(new CampaignId(1)).orElseThrow().watch().known())
                .isEqualTo(new Guard.Counts(2, 1, 1, 0, 0));
    }

    @Test
    void resumesWhatAPersonPausedAsIfNothingHadBeen() {
        happened(0, intent(0), result(0, Status.BOUNCED, Reason.UNKNOWN_RECIPIENT, Reply.NONE, 0));
        world.post("/v1/campaigns/" + id + "/schedule");
        world.post("/v1/campaigns/" + id + "/pause");

        world.post("/v1/campaigns/" + id + "/resume");

        assertThat(world.campaigns.find(new CampaignId(1)).orElseThrow().watch())
                .isEqualTo(Watch.NONE);
    }

    @Test
    void showsOneRowAMessage() {
        happened(
                0,
                intent(1),
                result(
                        1,
                        Status.DEFERRED,
                        Reason.GREYLISTED,
                        new Reply(451, "4.7.1", "come again"),
                        AT + 60_000));

        var row =
                world.get("/v1/campaigns/" + id + "/messages?status=deferred")
                        .json()
                        .path("data")
                        .get(0);

        assertThat(row.path("id").asText()).isEqualTo("msg_1-0-1");
        assertThat(row.path("recipient").asText()).isEqualTo("a01@mail.example");
        assertThat(row.path("provider").asText()).isEqualTo("google");
        assertThat(row.path("status").asText()).isEqualTo("DEFERRED");
        assertThat(row.path("reason").asText()).isEqualTo("greylisted");
        assertThat(row.path("attempts").asInt()).isEqualTo(1);
        assertThat(row.path("route").asText()).isEqualTo("relay");
        assertThat(row.path("reply").toString())
                .isEqualTo("{\"code\":451,\"enhanced_code\":\"4.7.1\",\"text\":\"come again\"}");
        assertThat(Instant.parse(row.path("next_attempt_at").asText()))
                .isEqualTo(World.START.plusSeconds(60));
    }

    @Test
    void pagesThroughMessagesOfSomeStatuses() {
        happened(
                0,
                intent(2),
                result(
                        2,
                        Status.BOUNCED,
                        Reason.UNKNOWN_RECIPIENT,
                        new Reply(550, "5.1.1", "no"),
                        0));

        var first = world.get("/v1/campaigns/" + id + "/messages?status=QUEUED,BOUNCED&limit=3");
        var second = world.get(first.header("Link").replaceAll("<(.*)>.*", "$1"));
        var queued = world.get("/v1/campaigns/" + id + "/messages?status=QUEUED");
        var misused =
                world.get(
                        "/v1/campaigns/"
                                + id
                                + "/messages?cursor="
                                + first.json().path("next_cursor").asText());

        assertThat(first.json().path("data").findValuesAsText("id"))
                .containsExactly("msg_1-0-0", "msg_1-0-1", "msg_1-0-2");
        assertThat(second.json().path("data").findValuesAsText("id"))
                .containsExactly("msg_1-0-3", "msg_1-1-0");
        assertThat(second.json().path("has_more").asBoolean()).isFalse();
        assertThat(queued.json().path("data").size()).isEqualTo(4);
        assertThat(misused.code()).isEqualTo("invalid_cursor");
    }

    @Test
    void refusesStatusesThatAreNone() {
        var answered = world.get("/v1/campaigns/" + id + "/messages?status=BOUNCE");

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("detail").asText()).contains("did you mean \"BOUNCED\"?");
    }

    @Test
    void tellsTheHistoryOfAMessage() {
        happened(
                0,
                intent(3),
                result(3, Status.DELIVERED, Reason.NONE, new Reply(250, "", "OK"), 0),
                new Event.Closed(AT + 9_000, Reason.CANCELLED));

        var message = world.get("/v1/messages/msg_1-0-3").json();

        assertThat(message.path("status").asText()).isEqualTo("DELIVERED");
        assertThat(message.path("history").findValuesAsText("event"))
                .containsExactly("intent", "outcome", "closed");
        assertThat(message.path("history").get(1).path("reply").path("code").asInt())
                .isEqualTo(250);
        assertThat(message.path("history").get(2).path("reason").asText()).isEqualTo("cancelled");
    }

    @Test
    void knowsNoMessagesThatAreNotThere() {
        for (var wrong :
                List.of(
                        "msg_1-0-4",
                        "msg_1-7-0",
                        "msg_2-0-0",
                        "msg_1-0-9999",
                        "msg_0-0-0",
                        "msg_x",
                        "msg_999999999999999999-100000-0")) {
            assertThat(world.get("/v1/messages/" + wrong).status()).as(wrong).isEqualTo(404);
        }
        assertThat(
                        world.request("GET", "/v1/messages/msg_1-0-0")
                                .as(world.stranger)
                                .send()
                                .status())
                .isEqualTo(404);
    }

    @Test
    void explainsWhatHoldsAMessageAndACampaign() {
        world.post("/v1/campaigns/" + id + "/schedule", "{}");
        var scheduled = world.campaigns.find(new CampaignId(1)).orElseThrow();
        world.campaigns.update(scheduled.in(CampaignState.RUNNING, World.START));
        happened(
                0,
                intent(0),
                result(0, Status.DELIVERED, Reason.NONE, new Reply(250, "", "ok"), 0));
        world.holds.add(Hold.slow(Hold.Kind.PACE, "route relay: two a second"));

        var delivered = world.get("/v1/messages/msg_1-0-0/explain").json();
        var queued = world.get("/v1/messages/msg_1-0-1/explain").json();
        world.holds.add(Hold.stop(Hold.Kind.REST, "route relay: the lane rests"));
        var stopped = world.get("/v1/messages/msg_1-0-1/explain").json();
        var campaign = world.get("/v1/campaigns/" + id + "/explain").json();

        assertThat(delivered.path("sentence").asText())
                .startsWith("nothing holds this message: it is DELIVERED since");
        assertThat(queued.path("sentence").asText())
                .startsWith("this message goes in its turn: 4 of the campaign are to be sent");
        assertThat(queued.path("holds").path(0).path("kind").asText()).isEqualTo("pace");
        assertThat(stopped.path("sentence").asText())
                .isEqualTo("this message waits: route relay: the lane rests");
        assertThat(stopped.path("holds").path(0).path("stops").asBoolean()).isTrue();
        assertThat(campaign.path("parts")).hasSize(2);
        assertThat(world.get("/v1/messages/msg_1-0-9/explain").status()).isEqualTo(404);
    }

    @Test
    void explainsTheGuardTheQueueAndTheCanary() {
        patch("{\"canary\":{\"share\":0.25}}");
        world.post("/v1/campaigns/" + id + "/schedule");
        var campaign = new CampaignId(1);
        world.notes.waiting(Map.of(campaign, new StartOrder.Place(1, "it waits for a place")));
        var queued = explained("/v1/messages/msg_1-0-1");
        world.notes.waiting(Map.of());
        world.campaigns.update(stored().in(CampaignState.RUNNING, World.START));
        var first = explained("/v1/messages/msg_1-0-0");
        var held = explained("/v1/messages/msg_1-0-1");
        world.campaigns.update(stored().pausedBecause("paused by a guard: so", World.START));
        var paused = explained("/v1/campaigns/" + id);

        assertThat(queued).isEqualTo("cap: this message waits: it waits for a place");
        assertThat(first).startsWith("canary: this message goes in its turn: ");
        assertThat(held)
                .isEqualTo(
                        "canary: this message waits: all but the first messages of each shard wait for the canary: it is out");
        assertThat(paused)
                .isEqualTo("guard: this campaign waits: paused by a guard: so; then resume it");
    }

    private Campaign stored() {
        return world.campaigns.find(new CampaignId(1)).orElseThrow();
    }

    private void patch(String json) {
        var path = "/v1/campaigns/" + id;
        var version = world.get(path).header("ETag");
        world.request("PATCH", path).with("If-Match", version).json(json).send();
    }

    private String explained(String path) {
        var json = world.get(path + "/explain").json();
        var kind = json.path("holds").path(0).path("kind").asText();
        return kind + ": " + json.path("sentence").asText();
    }

    @Test
    void explainsWhyACampaignDoesNotRun() {
        var draft = world.get("/v1/campaigns/" + id + "/explain").json();

        assertThat(draft.path("holds").path(0).path("kind").asText()).isIn("state", "window");
        assertThat(draft.path("parts")).isEmpty();
    }
}

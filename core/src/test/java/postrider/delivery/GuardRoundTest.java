package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignState;
import postrider.campaign.Canary;
import postrider.campaign.Guard;
import postrider.campaign.GuardRules;
import postrider.campaign.Watch;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.ShardId;
import postrider.message.Status;

class GuardRoundTest {
    private static final String BAD =
            "paused by a guard: 15.00 % of 200 recipients bounced, the limit is 10.00 %: check where"
                    + " the list comes from and clean it";

    private final World world = new World(Map.of());
    private final CampaignNotes notes = new CampaignNotes();
    private final GuardRound round = round();
    private long sequence;

    private GuardRound round() {
        return new GuardRound(
                world.campaigns,
                world.messages,
                world.queue,
                world.queue,
                world.parts.pace(),
                Guard.DEFAULT,
                notes);
    }

    private boolean look(GuardRound asked) {
        world.pass(Duration.ofSeconds(2));
        world.board.refresh();
        var active = world.board.live().stream().map(LiveCampaign::campaign).toList();
        return asked.look(active, world.now);
    }

    private boolean look() {
        return look(round);
    }

    private Campaign stored(LiveCampaign live) {
        return world.campaigns.find(live.campaign().id()).orElseThrow();
    }

    private List<String> warnings(LiveCampaign live) {
        return notes.of(live.campaign().id()).watched().warnings();
    }

    private Optional<String> canary(LiveCampaign live) {
        return notes.of(live.campaign().id()).watched().canary();
    }

    /// Messages `from` to `to` of a campaign's only shard end so.
    private void end(LiveCampaign live, int from, int to, Status status, boolean hard) {
        world.parts.pace().started(live.campaign().id());
        var events = new ArrayList<Event>();
        for (int i = from; i < to; i++) {
            events.add(
                    new Event.Result(
                            i,
                            1,
                            world.now.toEpochMilli(),
                            status,
                            Reason.NONE,
                            hard,
                            Reply.NONE,
                            0,
                            1));
        }
        var shard = new ShardId(live.campaign().id(), 0);
        world.messages.append(new EventBatch(shard, 1, ++sequence, events));
    }

    private void bounced(LiveCampaign live, int from, int to) {
        end(live, from, to, Status.BOUNCED, true);
    }

    private void delivered(LiveCampaign live, int from, int to) {
        end(live, from, to, Status.DELIVERED, false);
    }

    @Test
    void pausesACampaignThatBouncesAndSaysWhy() {
        var live = world.running(1, 1_000);
        bounced(live, 0, 30);
        delivered(live, 30, 200);

        assertThat(look()).isTrue();

        assertThat(stored(live).state()).isEqualTo(CampaignState.PAUSED);
        assertThat(stored(live).watch().pause()).contains(new Watch.Pause(BAD, world.now));
    }

    @Test
    void pausesACampaignThatIsBlocked() {
        var live = world.running(1, 1_000);
        end(live, 0, 50, Status.BLOCKED, false);
        delivered(live, 50, 200);

        look();

        assertThat(stored(live).watch().pause().orElseThrow().sentence())
                .contains("25.00 % of 200 messages were blocked");
    }

    @Test
    void warnsBeforeItPauses() {
        var live = world.running(1, 1_000);
        bounced(live, 0, 12);
        delivered(live, 12, 200);

        assertThat(look()).isFalse();

        assertThat(stored(live).state()).isEqualTo(CampaignState.RUNNING);
        assertThat(warnings(live)).singleElement().asString().startsWith("6.00 % of 200");
    }

    @Test
    void doesNotMindWhatWasGivenUpAfterSoftRefusals() {
        var live = world.running(1, 1_000);
        end(live, 0, 100, Status.BOUNCED, false);

        assertThat(look()).isFalse();
        assertThat(warnings(live)).isEmpty();
    }

    @Test
    void judgesOnlyWhatCameAfterSomebodyResumedIt() {
        var live = world.running(1, 1_000);
        bounced(live, 0, 30);
        delivered(live, 30, 200);
        look();
        var counts = world.messages.count(live.campaign().id()).guarded();
        var paused = stored(live);
        var resumed = paused.watched(paused.watch().knowing(counts), world.now);
        var again = world.campaigns.update(resumed.in(CampaignState.SCHEDULED, world.now));
        world.campaigns.update(again.orElseThrow().in(CampaignState.RUNNING, world.now));

        assertThat(look()).isFalse();
        delivered(live, 200, 280);
        bounced(live, 280, 299);
        assertThat(look()).as("99 since").isFalse();
        bounced(live, 299, 300);
        assertThat(look()).isTrue();

        assertThat(stored(live).watch().pause().orElseThrow().sentence())
                .startsWith("paused by a guard: 20.00 % of 100 recipients");
    }

    @Test
    void leavesACampaignAloneWhoseWindowIsOver() {
        var live = world.running(1, 1_000);
        bounced(live, 0, 200);
        world.pass(Duration.ofHours(12));

        assertThat(look()).isFalse();
        assertThat(stored(live).state()).isEqualTo(CampaignState.RUNNING);
    }

    @Test
    void goesByTheCampaignsOwnLimits() {
        var live = world.running(1, 1_000);
        var off = GuardRules.Rule.OFF;
        world.edit(live, new GuardRules(off, off, off), Optional.empty());
        bounced(live, 0, 200);

        assertThat(look()).isFalse();
        assertThat(warnings(live)).isEmpty();
    }

    @Test
    void looksEveryTwoSecondsAndWhereNothingStartedSeldom() {
        var live = world.running(1, 1_000);
        look();
        world.pass(Duration.ofSeconds(20));
        var shard = new ShardId(live.campaign().id(), 0);
        var late = new ArrayList<Event>();
        for (int i = 0; i < 200; i++)
            late.add(
                    new Event.Result(i, 1, 1, Status.BOUNCED, Reason.NONE, true, Reply.NONE, 0, 1));
        world.messages.append(new EventBatch(shard, 1, 1, late));

        assertThat(look()).as("22 s after the last count").isFalse();
        world.pass(Duration.ofSeconds(6));
        assertThat(look()).as("30 s after it").isTrue();
        assertThat(round.look(List.of(), world.now.plusMillis(1_999))).isFalse();
    }

    @Test
    void pausesTheBadOneOfSeveralThatAreBadTogether() {
        var bad = world.running(1, 100);
        var good = world.running(1, 100);
        bounced(bad, 0, 12);
        delivered(bad, 12, 60);
        bounced(good, 0, 2);
        delivered(good, 2, 60);

        assertThat(look()).isTrue();

        assertThat(stored(bad).watch().pause().orElseThrow().sentence())
                .startsWith(
                        "paused by a guard: of all campaigns of the last 24 hours together 11.67 %")
                .contains("; of this one alone 20.00 % of 60 recipients bounced");
        assertThat(stored(good).state()).isEqualTo(CampaignState.RUNNING);
    }

    @Test
    void warnsAllWhereNoneAloneIsBad() {
        var campaigns = List.of(world.running(1, 40), world.running(1, 40), world.running(1, 40));
        for (var live : campaigns) {
            bounced(live, 0, 4);
            delivered(live, 4, 40);
        }

        assertThat(look()).isFalse();

        assertThat(campaigns)
                .allSatisfy(live ->
                        assertThat(warnings(live))
                                .singleElement()
                                .asString()
                                .startsWith(
                                        "of all campaigns of the last 24 hours together 10.00 %"));
    }

    @Test
    void countsCampaignsThatEndedADayLong() {
        var ended = world.running(1, 95);
        bounced(ended, 0, 30);
        delivered(ended, 30, 95);
        round.ends(ended.campaign(), world.now);
        world.campaigns.update(ended.campaign().in(CampaignState.COMPLETED, world.now));
        var next = world.running(1, 100);
        delivered(next, 0, 50);

        look();
        assertThat(warnings(next)).hasSize(1);

        world.pass(Duration.ofHours(24));
        var late = world.running(1, 100);
        look();
        assertThat(warnings(late)).isEmpty();
    }

    @Test
    void letsTheRestGoWhenTheCanaryIsQuiet() {
        var live = heldBack(new Canary(0.1, Duration.ofMinutes(15)));
        delivered(live, 0, 9);

        look();
        assertThat(canary(live))
                .contains("the canary is under way: 9 of 10 first messages have ended");
        delivered(live, 9, 10);
        look();
        assertThat(canary(live).orElseThrow()).startsWith("the canary settles until ");
        world.pass(Duration.ofMinutes(15));
        assertThat(look()).isTrue();

        assertThat(stored(live).watch().wentOn()).contains(world.now);
        assertThat(lease(live)).as("made due").isTrue();
    }

    @Test
    void makesItsShardsDueOnceMoreForThoseThatWereJustGivenBack() {
        var live = heldBack(new Canary(0.1, Duration.ZERO));
        delivered(live, 0, 10);
        assertThat(look()).isTrue();
        putOff(live);

        assertThat(look()).isTrue();
        assertThat(lease(live)).isTrue();
        world.pass(Duration.ofSeconds(10));
        assertThat(look()).as("not for ever").isFalse();
    }

    @Test
    void asksNoCanaryAgainThatLetTheRestGo() {
        var live = heldBack(new Canary(0.1, Duration.ZERO));
        delivered(live, 0, 10);
        look();
        var wentOn = world.now;
        world.pass(Duration.ofMinutes(1));

        assertThat(look(round())).isFalse();

        assertThat(stored(live).watch().wentOn()).contains(wentOn);
        assertThat(canary(live)).isEmpty();
    }

    @Test
    void isHeldByAGuardThatWarnsUntilSomebodySaysSo() {
        var live = heldBack(new Canary(0.5, Duration.ZERO), 400);
        bounced(live, 0, 12);
        delivered(live, 12, 200);

        look();
        assertThat(canary(live).orElseThrow()).startsWith("the canary is held by a guard: 6.00 %");

        var known = world.messages.count(live.campaign().id()).guarded();
        world.campaigns.update(
                stored(live).watched(stored(live).watch().knowing(known), world.now));
        assertThat(look()).isTrue();
        assertThat(stored(live).isHeldBack()).isFalse();
    }

    @Test
    void pausesACanaryThatIsBad() {
        var live = heldBack(new Canary(0.5, Duration.ZERO), 400);
        bounced(live, 0, 30);
        delivered(live, 30, 200);

        look();

        assertThat(stored(live).state()).isEqualTo(CampaignState.PAUSED);
        assertThat(stored(live).isHeldBack()).isTrue();
    }

    private LiveCampaign heldBack(Canary canary) {
        return heldBack(canary, 100);
    }

    private LiveCampaign heldBack(Canary canary, int recipients) {
        var live = world.running(1, recipients);
        world.edit(live, GuardRules.INHERITED, Optional.of(canary));
        putOff(live);
        return live;
    }

    /// As a visit leaves it of which the rest is held back.
    private void putOff(LiveCampaign live) {
        var wanted = Map.of(live.campaign().id(), 1);
        for (var lease : world.queue.lease(World.GOOGLE, wanted, world.now, world.now))
            world.queue.release(lease, world.now.plus(Duration.ofHours(1)));
    }

    private boolean lease(LiveCampaign live) {
        var wanted = Map.of(live.campaign().id(), 1);
        return !world.queue.lease(World.GOOGLE, wanted, world.now, world.now).isEmpty();
    }
}

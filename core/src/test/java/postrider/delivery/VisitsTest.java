package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignState;
import postrider.campaign.Canary;
import postrider.campaign.GuardRules;
import postrider.campaign.ProjectId;
import postrider.message.Event;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;

class VisitsTest {
    private final World world = new World(Map.of());
    private final Visits visits = world.visits();

    private List<Visit> open(LiveCampaign campaign, int count) {
        return visits.open(
                world.route().id(), World.GOOGLE, Map.of(campaign.campaign().id(), count));
    }

    private static Event.Intent intent(int index, World world) {
        return new Event.Intent(index, 1, world.now.toEpochMilli(), 1);
    }

    private Event.Result result(int index, Status status, Duration next) {
        var nextMs = next.isZero() ? 0 : world.now.plus(next).toEpochMilli();
        return new Event.Result(
                index,
                1,
                world.now.toEpochMilli(),
                status,
                Reason.NONE,
                false,
                Reply.NONE,
                nextMs,
                1);
    }

    @Test
    void finishesAShardOfWhichNothingIsToBeSent() {
        var campaign = world.running(1, 2);
        var visit = open(campaign, 1).getFirst();
        for (int i = 0; i < 2; i++) {
            var index = visit.take();
            var done = result(index, Status.DELIVERED, Duration.ZERO);
            world.messages.append(visit.batch(List.of(done)));
            visit.ended(done);
        }

        assertThat(visit.isOver(world.nanos())).isTrue();
        visits.end(visit);

        assertThat(world.queue.waiting(campaign.campaign().id())).isZero();
    }

    @Test
    void givesAShardBackUntilItsNextMessageIsDue() {
        var campaign = world.running(1, 2);
        var visit = open(campaign, 1).getFirst();
        for (var wait : List.of(Duration.ofMinutes(5), Duration.ofMinutes(2))) {
            var index = visit.take();
            var deferred = result(index, Status.DEFERRED, wait);
            world.messages.append(visit.batch(List.of(deferred)));
            visit.ended(deferred);
        }
        visits.end(visit);

        assertThat(open(campaign, 1)).isEmpty();
        world.pass(Duration.ofMinutes(2));
        world.board.refresh();
        var again = open(campaign, 1).getFirst();
        assertThat(again.waiting()).as("only what is due").isEqualTo(1);
        assertThat(again.lease().epoch()).isEqualTo(2);
    }

    @Test
    void holdsBackAllButTheFirstOfAShardUntilTheCanaryLetsThemGo() {
        var campaign = world.running(1, 10);
        var canary = new Canary(0.2, Duration.ofMinutes(30));
        world.edit(campaign, GuardRules.INHERITED, Optional.of(canary));
        var visit = open(campaign, 1).getFirst();
        assertThat(visit.waiting()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            var done = result(visit.take(), Status.DELIVERED, Duration.ZERO);
            world.messages.append(visit.batch(List.of(done)));
            visit.ended(done);
        }

        visits.end(visit);

        assertThat(open(campaign, 1)).as("nothing is due").isEmpty();
        assertThat(world.messages.count(campaign.campaign().id()).of(Status.QUEUED)).isEqualTo(8);
        var gone = campaign.campaign().watch().goneOn(world.now);
        world.campaigns.update(campaign.campaign().watched(gone, world.now));
        world.queue.hasten(campaign.campaign().id(), world.now);
        world.board.refresh();
        assertThat(open(campaign, 1).getFirst().waiting()).isEqualTo(8);
    }

    @Test
    void givesAHeldShardBackUntilItsNextRetry() {
        var campaign = world.running(1, 10);
        world.edit(campaign, GuardRules.INHERITED, Optional.of(new Canary(0.1, Duration.ZERO)));
        var visit = open(campaign, 1).getFirst();
        var deferred = result(visit.take(), Status.DEFERRED, Duration.ofMinutes(2));
        world.messages.append(visit.batch(List.of(deferred)));
        visit.ended(deferred);

        assertThat(visit.dueAgain(world.now)).isEqualTo(world.now.plus(Duration.ofMinutes(2)));
    }

    @Test
    void makesOpenIntentsOfADeadProcessUncertainAndDueAtOnce() {
        var campaign = world.running(1, 3);
        var dead = open(campaign, 1).getFirst();
        world.messages.append(dead.batch(List.of(intent(1, world))));
        world.queue.endLeases();

        var visit = open(campaign, 1).getFirst();

        assertThat(visit.fold().status(1)).isEqualTo(Status.UNCERTAIN);
        assertThat(visit.waiting()).isEqualTo(3);
        assertThat(world.messages.count(campaign.campaign().id()).everUncertain()).isEqualTo(1);
    }

    @Test
    void waitsTenMinutesForWhoMayStillBeThere() {
        var campaign = world.running(1, 3);
        var silent = open(campaign, 1).getFirst();
        world.messages.append(silent.batch(List.of(intent(1, world))));
        world.pass(world.parts.settings().lease().plusSeconds(1));
        world.board.refresh();

        var visit = open(campaign, 1).getFirst();

        assertThat(visit.fold().status(1)).isEqualTo(Status.UNCERTAIN);
        assertThat(visit.fold().nextAtMs(1))
                .isEqualTo(world.now.plus(Duration.ofMinutes(10)).toEpochMilli());
        assertThat(visit.waiting()).isEqualTo(2);
    }

    @Test
    void losesLeasesThatSomebodyElseHas() {
        var campaign = world.running(2, 1);
        var both = open(campaign, 2);
        world.pass(world.parts.settings().lease().plusSeconds(1));
        world.board.refresh();
        var taken = open(campaign, 1).getFirst();

        var kept = visits.renew(both);

        assertThat(kept).hasSize(1).doesNotContain(taken);
        assertThat(kept.iterator().next().lease().shard()).isNotEqualTo(taken.lease().shard());
    }

    @Test
    void closesWhatIsNotWantedAnyMore() {
        var campaign = world.running(1, 3);
        var visit = open(campaign, 1).getFirst();
        world.campaigns.update(campaign.campaign().in(CampaignState.CANCELLED, world.now));
        world.board.refresh();

        visits.end(visit);

        var counters = world.messages.count(campaign.campaign().id());
        assertThat(counters.of(Status.DROPPED)).isEqualTo(3);
        assertThat(world.queue.waiting(campaign.campaign().id())).isZero();
    }

    private Event.Result bounced(int index, boolean hard) {
        return new Event.Result(
                index,
                1,
                world.now.toEpochMilli(),
                Status.BOUNCED,
                Reason.UNKNOWN_RECIPIENT,
                hard,
                Reply.NONE,
                0,
                1);
    }

    private boolean isSuppressed(String address) {
        return world.parts.suppressed().holds(ProjectId.FIRST, address);
    }

    @Test
    void suppressesWhoBouncedForGoodBeforeTheShardIsGivenBack() {
        var campaign = world.running(1, 3);
        var visit = open(campaign, 1).getFirst();
        for (var hard : List.of(true, false)) {
            var done = bounced(visit.take(), hard);
            world.messages.append(visit.batch(List.of(done)));
            visit.ended(done);
        }

        visits.end(visit);

        assertThat(isSuppressed("c0-0@gmail.test")).isTrue();
        assertThat(isSuppressed("c0-1@gmail.test")).as("bounced softly").isFalse();
        assertThat(isSuppressed("c0-2@gmail.test")).isFalse();
    }

    @Test
    void suppressesWhomADeadProcessLeftUnsuppressed() {
        var campaign = world.running(1, 2);
        var dead = open(campaign, 1).getFirst();
        world.messages.append(dead.batch(List.of(bounced(dead.take(), true))));
        world.queue.endLeases();
        assertThat(isSuppressed("c0-0@gmail.test")).isFalse();

        visits.end(open(campaign, 1).getFirst());

        assertThat(isSuppressed("c0-0@gmail.test")).isTrue();
    }

    @Test
    void suppressesForATimeWhoBouncedSoftlyInThreeCampaigns() {
        for (int i = 0; i < 3; i++) {
            assertThat(isSuppressed("c0-0@gmail.test")).isFalse();
            var visit = open(world.running(1, 2), 1).getFirst();
            var soft = bounced(visit.take(), false);
            var fine = result(visit.take(), Status.DELIVERED, Duration.ZERO);
            world.messages.append(visit.batch(List.of(soft, fine)));
            visit.ended(soft);
            visit.ended(fine);
            visits.end(visit);
            world.pass(Duration.ofSeconds(1));
            world.board.refresh();
        }

        assertThat(isSuppressed("c0-0@gmail.test")).isTrue();
        assertThat(isSuppressed("c0-1@gmail.test")).isFalse();
    }

    @Test
    void opensTheOthersWhereOneShardCannotBeOpened() {
        var broken = world.running(1, 1);
        var whole = world.running(1, 1);
        // Sealed with a key that is not here.
        var other = new World(Map.of()).running(1, 1);
        var foreign = other.campaign();
        assertThat(foreign.id()).isEqualTo(broken.campaign().id());
        broken.become(foreign, broken.routes());

        var opened =
                visits.open(
                        world.route().id(),
                        World.GOOGLE,
                        Map.of(broken.campaign().id(), 1, whole.campaign().id(), 1));

        assertThat(opened).hasSize(1);
        assertThat(opened.getFirst().campaign()).isSameAs(whole);
    }

    @Test
    void startsNothingCloseToItsLeasesEndOrAfterItsTime() {
        var campaign = world.running(1, 1);
        var visit = open(campaign, 1).getFirst();
        var leased = world.nanos();

        var visitEnd = leased + world.parts.settings().visit().toNanos();
        assertThat(visit.mayStart(visitEnd - 1)).isTrue();
        assertThat(visit.mayStart(visitEnd)).isFalse();
        assertThat(visit.mayGoOn(visitEnd)).as("what was taken").isTrue();

        var close = leased + world.parts.settings().lease().minusSeconds(2).toNanos();
        assertThat(visit.mayGoOn(close - 1)).isTrue();
        assertThat(visit.mayGoOn(close)).isFalse();

        visit.stop();
        assertThat(visit.mayGoOn(leased)).isFalse();
    }
}

package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import postrider.lane.Lane;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.pacing.Bounds;
import postrider.pacing.LaneControl;
import postrider.pacing.Signal;

class LaneControlsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Bounds BOUNDS = new Bounds(2, 10, 1, 10);

    private static LaneControls controls(String lane, Transport.Reach reach) {
        return new LaneControls(new Lane(lane), reach, BOUNDS, Optional.empty(), 0);
    }

    private static Site site(String name) {
        return new Site(MailboxProvider.LONG_TAIL, List.of(name));
    }

    @Test
    void aMailboxProviderRestsAsAWhole() {
        var controls = controls("google", Transport.Reach.SITES);
        var one = site("one.example");

        var pass = controls.started(one, 0);
        controls.ended(pass, Signal.TROUBLE, 0);

        assertThat(controls.waitFrom(0)).isEqualTo(2 * SECOND);
        assertThat(controls.reading(0)).isPresent();
        assertThat(controls.state(0)).isPresent();
    }

    @Test
    void aSiteOfTheLongTailRestsByItself() {
        var controls = controls("tail-1", Transport.Reach.SITES);

        var pass = controls.started(site("dead.example"), 0);
        controls.ended(pass, Signal.TROUBLE, 0);

        assertThat(controls.waitFrom(0)).isZero();
        assertThat(controls.waitFrom(site("dead.example"), 0)).isEqualTo(2 * SECOND);
        assertThat(controls.waitFrom(site("alive.example"), 0)).isZero();
    }

    @Test
    void theLongTailBehindOneHostRestsWithIt() {
        var controls = controls("tail-1", Transport.Reach.ONE_HOST);

        var pass = controls.started(site("one.example"), 0);
        controls.ended(pass, Signal.TROUBLE, 0);

        assertThat(controls.waitFrom(0)).isEqualTo(2 * SECOND);
    }

    @Test
    void messagesUnderWayStandForConnectionsInTheLongTail() {
        var controls = controls("tail-1", Transport.Reach.SITES);
        var site = site("one.example");
        long now = 0;

        var first = controls.started(site, now);
        now += 2 * SECOND;
        controls.started(site, now);
        now += 2 * SECOND;

        assertThat(controls.waitFrom(site, now)).isEqualTo(LaneControl.UNTIL_AN_END);
        controls.ended(first, Signal.ACCEPTED, now);
        assertThat(controls.waitFrom(site, now)).isZero();
    }

    @Test
    void forgetsSitesBeyondAThousand() {
        var controls = controls("tail-1", Transport.Reach.SITES);
        for (int i = 0; i < 1_100; i++) {
            var pass = controls.started(site("s" + i + ".example"), 0);
            controls.ended(pass, Signal.TROUBLE, 0);
        }

        assertThat(controls.waitFrom(site("s0.example"), 0)).isZero();
        assertThat(controls.waitFrom(site("s1099.example"), 0)).isPositive();
    }

    @Test
    void keepsWhatItLearnedAndItsConnectionsWithinOtherBounds() {
        var controls = controls("google", Transport.Reach.SITES);
        controls.opened();
        controls.opened();
        var pass = controls.started(site("one.example"), 0);
        controls.ended(pass, Signal.TOO_MANY_CONNECTIONS, 0);

        controls.become(new Bounds(1, 5, 1, 5), 0);

        assertThat(controls.connectionsMax()).isEqualTo(1);
        assertThat(controls.mayOpen()).isFalse();
    }
}

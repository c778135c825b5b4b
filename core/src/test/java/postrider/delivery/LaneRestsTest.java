package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import postrider.lane.Lane;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;

class LaneRestsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Site GOOGLE = site("google", "mx.google.test");
    private static final Site ONE = site("tail", "mx.one.test");
    private static final Site TWO = site("tail", "mx.two.test");

    private final LaneRests lane = new LaneRests(new Lane("google"));
    private final LaneRests tail = new LaneRests(new Lane("tail-3"));

    private static Site site(String provider, String host) {
        return new Site(new MailboxProvider(provider), List.of(host));
    }

    @Test
    void restsLongerWhileNothingGetsBetterUpToABound() {
        long now = 0;
        long before = 0;
        for (int i = 0; i < 12; i++) {
            lane.tooFast(GOOGLE, now);
            var rest = lane.left(now);
            assertThat(rest).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(60 * SECOND);
            before = rest;
            now += rest;
        }
        assertThat(before).isGreaterThan(10 * SECOND);

        lane.accepted(GOOGLE);
        lane.tooFast(GOOGLE, now);
        assertThat(lane.left(now)).isLessThan(SECOND);
    }

    @Test
    void countsWhatManyConnectionsAreToldAtOnceAsOneSign() {
        lane.tooFast(GOOGLE, 0);
        var rest = lane.left(0);

        for (int i = 0; i < 50; i++) lane.tooFast(GOOGLE, 1);

        assertThat(lane.left(1)).isEqualTo(rest - 1);
    }

    @Test
    void takesAHostThatRefusesOneMoreConnectionForFullAndNotForDead() {
        for (int i = 0; i < 3; i++) lane.connected();

        lane.couldNotConnect(GOOGLE, 0);

        assertThat(lane.left(0)).isZero();
        assertThat(lane.connectionsMax(20, 0)).isEqualTo(3);
        assertThat(lane.connectionsMax(20, 60 * SECOND)).isEqualTo(20);
    }

    @Test
    void restsWhenThereIsNoConnectionAtAll() {
        lane.connected();
        lane.disconnected();

        lane.couldNotConnect(GOOGLE, 0);

        assertThat(lane.left(0)).isPositive();
    }

    @Test
    void letsASiteOfTheLongTailRestAlone() {
        tail.couldNotConnect(ONE, 0);

        assertThat(tail.left(ONE, 0)).isPositive();
        assertThat(tail.left(TWO, 0)).isZero();
        assertThat(tail.left(0)).isZero();

        tail.accepted(ONE);
        assertThat(tail.left(ONE, 0)).isZero();
    }

    @Test
    void remembersABoundedNumberOfSites() {
        for (int i = 0; i < 2_000; i++) tail.tooFast(site("tail", "mx" + i + ".test"), 0);

        assertThat(tail.left(site("tail", "mx0.test"), 0)).isZero();
        assertThat(tail.left(site("tail", "mx1999.test"), 0)).isPositive();
    }
}

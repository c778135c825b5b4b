package postrider.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import postrider.campaign.Engagement;
import postrider.lane.MailboxProvider;
import postrider.pacing.RouteChoice.Candidate;
import postrider.pacing.RouteChoice.Choice;
import postrider.pacing.RouteChoice.Standing;

class RouteChoiceTest {
    private static final MailboxProvider GOOGLE = new MailboxProvider("google");
    private static final MailboxProvider YAHOO = new MailboxProvider("yahoo");
    private static final Standing WORKS = new Standing.Works();
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private static Candidate open(int route, double weight, Standing standing) {
        return new Candidate(route, weight, Set.of(), Engagement.ANY, standing);
    }

    private static Standing rests(int minutes) {
        return new Standing.Rests(NOON.plusSeconds(60L * minutes), "its daily cap is reached");
    }

    private static int taken(long message, List<Candidate> candidates) {
        return RouteChoice.choose(message, GOOGLE, Engagement.ANY, candidates)
                        instanceof Choice.Take(var route)
                ? route
                : -1;
    }

    @Test
    void sharesByWeight() {
        var candidates = List.of(open(1, 1, WORKS), open(2, 3, WORKS), open(3, 6, WORKS));
        var counts = new int[4];
        for (long message = 0; message < 100_000; message++) counts[taken(message, candidates)]++;

        assertThat(counts[1]).isBetween(9_500, 10_500);
        assertThat(counts[2]).isBetween(29_200, 30_800);
        assertThat(counts[3]).isBetween(59_200, 60_800);
    }

    @Test
    void movesOnlyWhatMustMove() {
        var all = List.of(open(1, 1, WORKS), open(2, 2, WORKS), open(3, 3, WORKS));
        var without = List.of(open(1, 1, WORKS), open(2, 2, rests(1)), open(3, 3, WORKS));
        for (long message = 0; message < 10_000; message++) {
            var before = taken(message, all);
            var after = taken(message, without);

            if (before != 2) assertThat(after).isEqualTo(before);
            else assertThat(after).isIn(1, 3);
        }
    }

    @Test
    void prefersARouteForTheProviderAndFallsBackWhenItIsOut() {
        var pool = new Candidate(1, 1, Set.of(GOOGLE), Engagement.ANY, WORKS);
        var poolOut = new Candidate(1, 1, Set.of(GOOGLE), Engagement.ANY, rests(5));
        var other = open(2, 100, WORKS);
        for (long message = 0; message < 100; message++) {
            assertThat(taken(message, List.of(pool, other))).isEqualTo(1);
            assertThat(taken(message, List.of(poolOut, other))).isEqualTo(2);
        }
        assertThat(RouteChoice.choose(1, YAHOO, Engagement.ANY, List.of(pool)))
                .isEqualTo(new Choice.Nowhere());
    }

    @Test
    void keepsThePoolForTheEngagedToThem() {
        var pool = new Candidate(1, 1, Set.of(), Engagement.HIGH, WORKS);
        var other = open(2, 1, WORKS);
        var both = List.of(pool, other);

        assertThat(RouteChoice.choose(7, GOOGLE, Engagement.HIGH, both))
                .isEqualTo(new Choice.Take(1));
        assertThat(RouteChoice.choose(7, GOOGLE, Engagement.ANY, both))
                .isEqualTo(new Choice.Take(2));
    }

    @Test
    void waitsForTheEarliestAndSaysWhyOfEach() {
        var choice =
                RouteChoice.choose(
                        1,
                        GOOGLE,
                        Engagement.ANY,
                        List.of(open(1, 1, rests(9)), open(2, 1, rests(4))));

        assertThat(choice)
                .isEqualTo(
                        new Choice.Wait(
                                NOON.plusSeconds(240),
                                List.of(
                                        "route 1: its daily cap is reached until 2030-01-01T12:09:00Z",
                                        "route 2: its daily cap is reached until 2030-01-01T12:04:00Z")));
    }
}

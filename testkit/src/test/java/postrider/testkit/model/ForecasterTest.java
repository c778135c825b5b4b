package postrider.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.model.Scenarios.GOOGLE;
import static postrider.testkit.model.Scenarios.START;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import postrider.campaign.Rate;
import postrider.campaign.SendWindow;
import postrider.campaign.ThrottleRules;
import postrider.delivery.DeliverySettings;
import postrider.delivery.Route;
import postrider.delivery.RouteStates;
import postrider.forecast.Forecast;
import postrider.forecast.Forecaster;
import postrider.forecast.Load;
import postrider.forecast.Outlet;
import postrider.forecast.Question;
import postrider.forecast.SupposedFarSide;
import postrider.lane.Lane;
import postrider.pacing.Bounds;
import postrider.pacing.LaneState;
import postrider.pacing.WarmupCurve;

class ForecasterTest {
    private static final Bounds TEN_A_SECOND = new Bounds(5, 5, 10, 10);
    private static final Lane YAHOO = new Lane("yahoo");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static Outlet outlet(Route route, Lane lane, Bounds bounds, double refused) {
        return new Outlet(
                route, lane, bounds, new SupposedFarSide(refused, Duration.ofMillis(100)));
    }

    private static Outlet outlet(Lane lane, Bounds bounds) {
        return outlet(Scenarios.route(1, Rate.UNLIMITED), lane, bounds, 0);
    }

    private static Forecast forecast(Load asked, List<Load> others, Outlet... outlets) {
        return forecast(asked, others, List.of(), outlets);
    }

    private static Forecast forecast(
            Load asked, List<Load> others, List<RouteStates.Kept> kept, Outlet... outlets) {
        return Forecaster.forecast(
                new Question(
                        START,
                        asked,
                        Forecast.Basis.COUNTED,
                        others,
                        List.of(outlets),
                        kept,
                        DeliverySettings.DEFAULT));
    }

    private static Duration taken(Forecast forecast) {
        return Duration.between(START, forecast.finish().orElseThrow());
    }

    @Test
    void tellsWhenTheSlowestLaneHasGone() {
        var asked = new Load(Scenarios.campaign(1, DAY), Map.of(GOOGLE, 36_000L, YAHOO, 1_000L));

        var forecast =
                forecast(
                        asked,
                        List.of(),
                        outlet(GOOGLE, TEN_A_SECOND),
                        outlet(YAHOO, TEN_A_SECOND));

        assertThat(taken(forecast)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(forecast.fitsWindow()).isTrue();
        assertThat(forecast.warnings()).isEmpty();
        assertThat(forecast.lanes())
                .extracting(lane -> lane.provider().name())
                .containsExactly("google", "yahoo");
        assertThat(forecast.sentence())
                .matches(
                        "expected to finish at about 2026-03-01T01:0[01]Z \\(google is the slowest\\)");
    }

    @Test
    void warnsOfAWindowThatIsTooShortAndSaysWhatWouldFit() {
        var window = new SendWindow(START.plus(DAY), START.plus(DAY).plus(HOUR));
        var campaign = SimulatedCampaigns.of(1, window, ThrottleRules.NONE);

        var forecast =
                forecast(
                        new Load(campaign, Map.of(GOOGLE, 54_000L)),
                        List.of(),
                        outlet(GOOGLE, TEN_A_SECOND));

        assertThat(forecast.fitsWindow()).isFalse();
        assertThat(forecast.warnings())
                .singleElement()
                .asString()
                .startsWith("the send window ends at 2026-03-02T01:00Z, about 3")
                .contains("end it at 2026-03-02T01:3", "begin it by 2026-03-01T23:", "google");
    }

    @Test
    void countsThoseBesideIt() {
        var alone =
                forecast(Scenarios.load(1, DAY, 6_000), List.of(), outlet(GOOGLE, TEN_A_SECOND));

        var beside =
                forecast(
                        Scenarios.load(1, DAY, 6_000),
                        List.of(Scenarios.load(2, DAY, 90_000)),
                        outlet(GOOGLE, TEN_A_SECOND));

        assertThat(taken(beside).toSeconds())
                .isCloseTo(2 * taken(alone).toSeconds(), Percentage.withPercentage(5));
    }

    @Test
    void goesOnFromWhatTheLaneHasLearned() {
        var wide = new Bounds(5, 10, 1, 100);
        var learned = new LaneState(8, 9, 5, 0, 0, Duration.ZERO);
        var kept = new RouteStates.Kept(1, "lane google", learned.encoded(), START);
        var route = Scenarios.route(1, Rate.UNLIMITED);

        var forecast =
                forecast(
                        Scenarios.load(1, DAY, 50_000),
                        List.of(),
                        List.of(kept),
                        outlet(route, GOOGLE, wide, 9));

        // At 8 to 9 a second, and not at the 100 that a lane without memory would reach.
        assertThat(taken(forecast).toSeconds()).isBetween(5_500L, 7_000L);
    }

    @Test
    void namesTheWarmupThatHoldsIt() {
        var limits =
                new Route.Limits(
                        100,
                        Rate.UNLIMITED,
                        OptionalLong.empty(),
                        Optional.of(WarmupCurve.DEFAULT));
        var route = Scenarios.route(1, limits);

        var forecast =
                forecast(
                        Scenarios.load(1, DAY, 1_000),
                        List.of(),
                        outlet(route, GOOGLE, Scenarios.FAST, 0));

        // 50, 100, 200 and 400 are 750: it ends on the fifth day.
        assertThat(taken(forecast)).isBetween(Duration.ofDays(4), Duration.ofDays(5));
        assertThat(forecast.fitsWindow()).isFalse();
        assertThat(forecast.lanes().getFirst().because()).contains("day 1 of the warmup");
    }

    @Test
    void namesTheCampaignsOwnLimit() {
        var limits = new ThrottleRules(Rate.perSecond(5), Rate.UNLIMITED, Rate.UNLIMITED, 100);
        var window = new SendWindow(START, START.plus(DAY));
        var campaign = SimulatedCampaigns.of(1, window, limits);

        var forecast =
                forecast(
                        new Load(campaign, Map.of(GOOGLE, 9_000L)),
                        List.of(),
                        outlet(GOOGLE, TEN_A_SECOND));

        assertThat(taken(forecast)).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
        assertThat(forecast.lanes().getFirst().because())
                .isEqualTo("the campaign's limit is 5.0 messages a second in all");
    }

    @Test
    void goesOnAtThePaceWhereThereIsMoreThanItPlays() {
        var forecast =
                forecast(
                        Scenarios.load(1, DAY, 3_600_000), List.of(), outlet(GOOGLE, TEN_A_SECOND));

        assertThat(taken(forecast)).isBetween(Duration.ofHours(98), Duration.ofHours(102));
    }

    @Test
    void saysWhereNoRouteGoes() {
        var asked = new Load(Scenarios.campaign(1, DAY), Map.of(GOOGLE, 10L, YAHOO, 10L));

        var forecast = forecast(asked, List.of(), outlet(GOOGLE, TEN_A_SECOND));

        assertThat(forecast.finish()).isEmpty();
        assertThat(forecast.fitsWindow()).isFalse();
        assertThat(forecast.warnings())
                .containsExactly("no route of the campaign is for yahoo: add one");
        assertThat(forecast.sentence())
                .isEqualTo("no end is to be seen: no route of the campaign is for it");
    }

    @Test
    void hasNothingToSayOfWhatIsOver() {
        var forecast = forecast(Scenarios.load(1, DAY, 0), List.of(), outlet(GOOGLE, TEN_A_SECOND));

        assertThat(forecast.sentence()).isEqualTo("nothing is left to be sent");
        assertThat(forecast.fitsWindow()).isTrue();
    }
}

package postrider.testkit.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import postrider.campaign.Campaign;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.campaign.SendWindow;
import postrider.campaign.ThrottleRules;
import postrider.delivery.DeliverySettings;
import postrider.delivery.Route;
import postrider.forecast.FarSide;
import postrider.forecast.Load;
import postrider.forecast.Outlet;
import postrider.forecast.Scenario;
import postrider.lane.Lane;
import postrider.message.Outcome;
import postrider.message.Reply;
import postrider.pacing.Bounds;
import postrider.pacing.WarmupCurve;

/// Small scenarios for tests.
final class Scenarios {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final Lane GOOGLE = new Lane("google");
    static final Bounds FAST = new Bounds(10, 20, 100, 200);
    static final Outcome TAKEN = new Outcome.Delivered(new Reply(250, "2.0.0", "OK"));

    private Scenarios() {}

    /// Takes everything, in a tenth of a second.
    static class Friendly implements FarSide {
        @Override
        public Optional<Outcome> greet(int open, long now) {
            return Optional.empty();
        }

        @Override
        public Outcome answer(int open, long now) {
            return TAKEN;
        }

        @Override
        public long latency() {
            return 100_000_000;
        }
    }

    static Route route(int id, Rate rate) {
        return route(id, new Route.Limits(1_000, rate));
    }

    static Route route(int id, Route.Limits limits) {
        return new Route(
                id, ProjectId.FIRST, "source-" + id, "sim", new byte[0], limits, Route.Use.ALL);
    }

    static Outlet outlet(int route, Lane lane, Bounds bounds, FarSide farSide) {
        return new Outlet(route(route, Rate.UNLIMITED), lane, bounds, farSide);
    }

    static Outlet young(int route, Lane lane, FarSide farSide) {
        var warmup = Optional.of(WarmupCurve.DEFAULT);
        var limits = new Route.Limits(1_000, Rate.UNLIMITED, OptionalLong.empty(), warmup);
        return new Outlet(route(route, limits), lane, FAST, farSide);
    }

    static Outlet capped(int route, long perDay, FarSide farSide) {
        var cap = OptionalLong.of(perDay);
        var limits = new Route.Limits(1_000, Rate.UNLIMITED, cap, Optional.empty());
        return new Outlet(route(route, limits), GOOGLE, FAST, farSide);
    }

    static Campaign campaign(long id, Duration length) {
        return SimulatedCampaigns.of(
                id, new SendWindow(START, START.plus(length)), ThrottleRules.NONE);
    }

    static Load load(long id, Duration length, long messages) {
        return new Load(campaign(id, length), Map.of(GOOGLE, messages));
    }

    static Scenario scenario(Duration length, List<Outlet> outlets, List<Load> loads) {
        return new Scenario(
                START, length, outlets, loads, List.of(), DeliverySettings.DEFAULT, Long.MAX_VALUE);
    }
}

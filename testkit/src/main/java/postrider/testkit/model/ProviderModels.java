package postrider.testkit.model;

import static postrider.testkit.model.ProviderModel.Kind.BLOCK_LIST;
import static postrider.testkit.model.ProviderModel.Kind.BURSTS;
import static postrider.testkit.model.ProviderModel.Kind.CHANGING_RATE;
import static postrider.testkit.model.ProviderModel.Kind.CONNECTIONS;
import static postrider.testkit.model.ProviderModel.Kind.DAILY_CAP;
import static postrider.testkit.model.ProviderModel.Kind.MIXED;
import static postrider.testkit.model.ProviderModel.Kind.NOISE;
import static postrider.testkit.model.ProviderModel.Kind.PENALTY;
import static postrider.testkit.model.ProviderModel.Kind.RATE;
import static postrider.testkit.model.ProviderModel.Kind.RECIPIENTS;
import static postrider.testkit.model.ProviderModel.example;

import java.util.List;
import java.util.stream.Stream;

/// The models that lane control is measured against. They were fixed before it was tuned, and stay: a
/// model that turns out hard is not taken out.
public final class ProviderModels {
    private static final double ANY_RATE = Double.POSITIVE_INFINITY;
    private static final int ANY_CONNECTIONS = 1_000;
    private static final Gate SECOND = new Gate.Bucket(1);
    private static final Gate TEN_SECONDS = new Gate.Bucket(10);
    private static final Gate MINUTE = new Gate.FixedWindow(60);
    private static final Gate LAST_MINUTE = new Gate.SlidingWindow(60, Gate.Refused.FREE);

    private ProviderModels() {}

    public static List<ProviderModel> all() {
        return Stream.of(
                        rates(),
                        changingRates(),
                        penalties(),
                        connections(),
                        dailyCaps(),
                        weather(),
                        recipients(),
                        mixed())
                .flatMap(List::stream)
                .toList();
    }

    private static Allowance rate(double perSecond) {
        return Allowance.of(perSecond, ANY_CONNECTIONS);
    }

    private static Allowance open(int connections) {
        return Allowance.of(ANY_RATE, connections);
    }

    private static List<ProviderModel> rates() {
        return List.of(
                example(RATE, "bucket 1 s, 2/s", SECOND, rate(2)),
                example(RATE, "bucket 10 s, 5/s", TEN_SECONDS, rate(5)),
                example(RATE, "bucket 1 s, 12/s", SECOND, rate(12)),
                example(RATE, "bucket 1 s, 30/min", SECOND, rate(0.5)).lasting(12),
                example(RATE, "bucket 2 s, 120/s", new Gate.Bucket(2), rate(120)).within(100, 200),
                example(RATE, "fixed minute, 300", MINUTE, rate(5)),
                example(RATE, "fixed minute, 60", MINUTE, rate(1)),
                example(RATE, "last minute, 600", LAST_MINUTE, rate(10)),
                example(RATE, "last 10 min, 3000", window(600), rate(5)),
                example(RATE, "fixed hour, 18000", new Gate.FixedWindow(3600), rate(5)),
                example(RATE, "last hour, 20000", window(3600), rate(5.5)),
                example(
                        RATE,
                        "last minute, 300, refused count",
                        new Gate.SlidingWindow(60, Gate.Refused.COUNTS),
                        rate(5)));
    }

    private static Gate window(int seconds) {
        return new Gate.SlidingWindow(seconds, Gate.Refused.FREE);
    }

    private static List<ProviderModel> changingRates() {
        return List.of(
                example(CHANGING_RATE, "falls to half", TEN_SECONDS, rate(10), rate(5).from(150)),
                example(CHANGING_RATE, "doubles", SECOND, rate(5), rate(10).from(120)),
                example(
                        CHANGING_RATE,
                        "falls to a quarter and returns",
                        MINUTE,
                        rate(8),
                        rate(2).from(120),
                        rate(8).from(240)),
                example(
                        CHANGING_RATE,
                        "falls to a tenth for an hour",
                        LAST_MINUTE,
                        rate(10),
                        rate(1).from(130),
                        rate(10).from(190)),
                example(
                        CHANGING_RATE,
                        "another every hour",
                        TEN_SECONDS,
                        rate(6),
                        rate(9).from(60),
                        rate(4).from(120),
                        rate(7).from(180),
                        rate(3).from(240),
                        rate(10).from(300)),
                example(
                        CHANGING_RATE,
                        "grows step by step",
                        LAST_MINUTE,
                        rate(2),
                        rate(3).from(70),
                        rate(5).from(140),
                        rate(8).from(210),
                        rate(12).from(280)));
    }

    private static List<ProviderModel> penalties() {
        return List.of(
                example(PENALTY, "bucket 10 s, 5/s, then 30 s shut", TEN_SECONDS, rate(5))
                        .with(Manners.penalty(30)),
                example(PENALTY, "fixed minute, 600, then 2 min shut", MINUTE, rate(10))
                        .with(Manners.penalty(120)),
                example(PENALTY, "last minute, 300, then 5 min shut", LAST_MINUTE, rate(5))
                        .with(Manners.penalty(300)),
                example(PENALTY, "last minute, 600, asks for 60 s", LAST_MINUTE, rate(10))
                        .with(Manners.asking(60)),
                example(PENALTY, "bears a grudge of 5 %", TEN_SECONDS, rate(8))
                        .with(Manners.grudge(0.05)));
    }

    private static List<ProviderModel> connections() {
        return List.of(
                example(CONNECTIONS, "2 connections", SECOND, open(2)),
                example(CONNECTIONS, "5 connections", SECOND, open(5)),
                example(CONNECTIONS, "20 slow connections", SECOND, open(20))
                        .within(40, 40)
                        .answeringIn(2),
                example(
                        CONNECTIONS,
                        "8, then 3, then 6",
                        SECOND,
                        open(8),
                        open(3).from(120),
                        open(6).from(240)),
                example(CONNECTIONS, "4 connections and 6/s", TEN_SECONDS, Allowance.of(6, 4)));
    }

    private static List<ProviderModel> dailyCaps() {
        return List.of(
                example(DAILY_CAP, "40000 a day, 5/s", TEN_SECONDS, rate(5).daily(40_000))
                        .lasting(72),
                example(DAILY_CAP, "5000 a day, 2/s", MINUTE, rate(2).daily(5_000)).lasting(96),
                example(
                                DAILY_CAP,
                                "10000 a day, then 40000",
                                SECOND,
                                rate(4).daily(10_000),
                                rate(4).daily(40_000).from(48 * 60))
                        .lasting(96));
    }

    private static List<ProviderModel> weather() {
        return List.of(
                example(BURSTS, "421 for 15 s, every 15 min", TEN_SECONDS, rate(8))
                        .in(Weather.bursts(15, 15)),
                example(BURSTS, "421 for 30 s, every 20 min", MINUTE, rate(5))
                        .in(Weather.bursts(20, 30)),
                example(BURSTS, "421 for 60 s, every 45 min", SECOND, rate(10))
                        .in(Weather.bursts(45, 60)),
                example(NOISE, "0.2 % slowed at random", TEN_SECONDS, rate(6))
                        .in(Weather.CALM.noisy(0.002)),
                example(NOISE, "0.5 % slowed at random", SECOND, rate(10))
                        .in(Weather.CALM.noisy(0.005)),
                example(NOISE, "1 % slowed at random", TEN_SECONDS, rate(5))
                        .in(Weather.CALM.noisy(0.01)),
                example(BLOCK_LIST, "one listing of 20 to 60 min", TEN_SECONDS, rate(6))
                        .in(Weather.blocks(1, 20, 60))
                        .lasting(10),
                example(BLOCK_LIST, "two listings of 5 to 20 min", SECOND, rate(8))
                        .in(Weather.blocks(2, 5, 20))
                        .lasting(10),
                example(
                                BLOCK_LIST,
                                "a listing, then half the rate",
                                MINUTE,
                                rate(8),
                                rate(4).from(300))
                        .in(Weather.blocks(1, 10, 30))
                        .lasting(10));
    }

    private static List<ProviderModel> recipients() {
        return List.of(
                example(RECIPIENTS, "60 % greylisted", TEN_SECONDS, rate(5))
                        .in(Weather.CALM.refusing(0.6)),
                example(RECIPIENTS, "20 % unknown", MINUTE, rate(5)).in(Weather.CALM.refusing(0.2)),
                example(RECIPIENTS, "5 % receive too fast", LAST_MINUTE, rate(10))
                        .in(Weather.CALM.refusing(0.05)));
    }

    private static List<ProviderModel> mixed() {
        return List.of(
                example(
                                MIXED,
                                "5 connections, 600/min falling to 300, bursts",
                                MINUTE,
                                Allowance.of(10, 5),
                                Allowance.of(5, 5).from(180))
                        .in(Weather.bursts(40, 20).refusing(0.03)),
                example(
                                MIXED,
                                "3 connections, then 8, 4/s, 2 min shut",
                                TEN_SECONDS,
                                Allowance.of(4, 3),
                                Allowance.of(4, 8).from(100))
                        .with(Manners.penalty(120)),
                example(
                                MIXED,
                                "30000 a day, 6/s, bursts, 10 % unknown",
                                LAST_MINUTE,
                                rate(6).daily(30_000))
                        .in(Weather.bursts(120, 45).refusing(0.1))
                        .lasting(72),
                example(MIXED, "ceiling below the limit", TEN_SECONDS, rate(60)).within(10, 15));
    }
}

package postrider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.lane.MailboxProvider;
import postrider.pacing.Signal;
import postrider.pacing.WarmupCurve;

class QuotasTest {
    private static final MailboxProvider GOOGLE = new MailboxProvider("google");
    private static final MailboxProvider YAHOO = new MailboxProvider("yahoo");
    private static final WarmupCurve CURVE = new WarmupCurve(List.of(48L, 96L, 480L));

    private Instant now = Instant.parse("2030-03-01T00:00:00Z");
    private MemoryRouteStates store = new MemoryRouteStates();
    private RouteMemory memory = new RouteMemory(store, () -> now);
    private Quotas quotas = new Quotas(memory, () -> now);

    private static Route route(OptionalLong perDay, Optional<WarmupCurve> warmup) {
        return new Route(
                7,
                ProjectId.FIRST,
                "young",
                "mx://",
                new byte[0],
                new Route.Limits(5, Rate.UNLIMITED, perDay, warmup),
                Route.Use.ALL);
    }

    private static Route capped(long perDay) {
        return route(OptionalLong.of(perDay), Optional.empty());
    }

    private static Route young() {
        return route(OptionalLong.empty(), Optional.of(CURVE));
    }

    private Quota one(Route route, MailboxProvider provider) {
        var all = quotas.of(route, provider);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void keep() {
        memory.keep(quotas.all().stream().map(Quota::counted).toList());
        quotas.all().forEach(Quota::kept);
    }

    private void crash() {
        memory = new RouteMemory(store, () -> now);
        quotas = new Quotas(memory, () -> now);
    }

    /// Takes all that may start, and keeps in between as the planner does.
    private int takeAll(Quota quota) {
        int taken = 0;
        for (int rounds = 0; rounds < 100; rounds++) {
            while (quota.take()) taken++;
            keep();
        }
        return taken;
    }

    @Test
    void nothingStartsBeforeItIsDurablyCounted() {
        var quota = one(capped(100), GOOGLE);

        assertThat(quota.waitFrom()).isZero();
        assertThat(quota.isShort()).as("nothing wanted to start").isFalse();
        assertThat(quota.take()).isFalse();
        assertThat(quota.isShort()).isTrue();
        keep();

        assertThat(quota.take()).isTrue();
        assertThat(quota.isShort()).isFalse();
    }

    @Test
    void allLanesOfARouteShareItsDailyCap() {
        var google = one(capped(100), GOOGLE);
        var yahoo = one(capped(100), YAHOO);

        assertThat(takeAll(google) + takeAll(yahoo)).isEqualTo(100);
        assertThat(google.waitFrom()).isGreaterThan(Duration.ofHours(23).toNanos());
    }

    @Test
    void aWarmupIsOfOneMailboxProviderAndOpensByTheHour() {
        var google = one(young(), GOOGLE);
        var yahoo = one(young(), YAHOO);

        assertThat(takeAll(google)).isEqualTo(2);
        assertThat(takeAll(yahoo)).isEqualTo(2);
        now = now.plus(Duration.ofHours(1));
        assertThat(takeAll(google)).isEqualTo(2);
    }

    @Test
    void aCrashOpensNothingTwice() {
        for (int seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            store = new MemoryRouteStates();
            crash();
            int taken = 0;
            for (int lives = 0; lives < 5; lives++) {
                var quota = one(capped(500), GOOGLE);
                for (int i = random.nextInt(300); i > 0; i--) {
                    if (quota.take()) taken++;
                    if (random.nextInt(10) == 0) keep();
                    if (taken > 0 && random.nextInt(20) == 0) {
                        quota.unused();
                        taken--;
                    }
                    now = now.plusMillis(random.nextInt(5_000));
                }
                crash();
            }
            assertThat(taken).as("seed " + seed).isLessThanOrEqualTo(500);
        }
    }

    @Test
    void aStopInGoodOrderCostsNothing() {
        var quota = one(capped(100), GOOGLE);
        keep();
        for (int i = 0; i < 7; i++) quota.take();
        keep();
        memory.keep(List.of(quota.exact()));
        crash();

        assertThat(takeAll(one(capped(100), GOOGLE))).isEqualTo(100);
    }

    @Test
    void anEditedRouteKeepsWhatItHasUsedUp() {
        assertThat(takeAll(one(capped(100), GOOGLE))).isEqualTo(100);

        assertThat(takeAll(one(capped(130), GOOGLE))).isEqualTo(30);
        assertThat(quotas.of(route(OptionalLong.empty(), Optional.empty()), GOOGLE)).isEmpty();
        assertThat(takeAll(one(capped(131), GOOGLE))).isEqualTo(1);
    }

    @Test
    void aComplaintThatCameBeforeAnythingWentHoldsTheWarmup() {
        quotas.complained(7, GOOGLE);
        var google = one(young(), GOOGLE);
        var yahoo = one(young(), YAHOO);
        for (int hour = 0; hour < 24; hour++) {
            takeAll(google);
            takeAll(yahoo);
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(google.view().sentence()).startsWith("day 1 of the warmup");
        assertThat(yahoo.view().sentence()).startsWith("day 2 of the warmup");
    }

    @Test
    void aBlockReplyStepsBackAtOnce() {
        var quota = one(young(), GOOGLE);
        for (int hour = 0; hour < 48; hour++) {
            takeAll(quota);
            now = now.plus(Duration.ofHours(1));
        }
        assertThat(quota.view().sentence()).startsWith("day 3 of the warmup");

        quota.heard(Signal.Kind.SUSPEND);

        assertThat(quota.view().sentence())
                .startsWith("day 1 of the warmup")
                .contains("stepped back");
    }
}

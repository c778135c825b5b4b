package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.Rate;
import postrider.lane.Lane;
import postrider.testkit.sim.Ledger;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SimulatedProviders;
import postrider.testkit.sim.SinkConfig;

/// No limit is exceeded in any window of a second, and none is wasted.
class ThrottleTest {
    private static final double GLOBAL = 100;
    private static final double EACH = 40;

    /// Four providers would make 160 a second: so the campaign's limit is what holds them.
    private static final int RECIPIENTS_OF_EACH = 200;

    private static final int RECIPIENTS = 4 * RECIPIENTS_OF_EACH;

    private static final List<Lane> LANES =
            Stream.of("google", "yahoo", "gmx", "orange").map(Lane::new).toList();

    @TempDir private Path folder;

    @Test
    void keepsAndUsesTheLimitsOfACampaign() throws IOException, InterruptedException {
        var deployment = Deployment.in(folder);
        CampaignId id;
        Ledger ledger;
        double lateSeconds;

        try (var providers = SimulatedProviders.start(SinkConfig.of(Profile.accept()));
                var engine = deployment.open()) {
            var marketer = Marketer.to(engine, providers.port(), 20);
            var list =
                    marketer.list(
                            Stream.of(
                                            "gmail.com.test",
                                            "yahoo.com.test",
                                            "gmx.de.test",
                                            "orange.fr.test")
                                    .flatMap(d -> Marketer.at(d, RECIPIENTS_OF_EACH)));
            id = marketer.launch(list, plan -> plan.at(GLOBAL, Rate.perSecond(EACH))).id();
            marketer.awaitState(id, CampaignState.COMPLETED);
            ledger = providers.ledger();
        }

        try (var stored = deployment.stored()) {
            var intents = stored.intentsMs(id);
            assertThat(intents).hasSize(RECIPIENTS);
            assertThat(peak(intents)).isLessThanOrEqualTo(withBurst(GLOBAL));
            var byLane = new TreeMap<Lane, long[]>();
            for (var lane : LANES) byLane.put(lane, stored.intentsMs(id, lane));
            byLane.forEach((lane, ms) ->
                    assertThat(peak(ms)).as("%s", lane).isLessThanOrEqualTo(withBurst(EACH)));
            lateSeconds = stored.longestMs(id) / 1_000.0;
            assertThat(use(byLane)).isGreaterThanOrEqualTo(0.95);
        }
        // Between intent and dot lies a commit: what a store that stalls lets come late comes
        // together.
        assertThat(ledger.peakPerSecond(Ledger.Moment.DOT))
                .isLessThanOrEqualTo(tenthMore(GLOBAL, lateSeconds));
        for (var provider : ledger.providers())
            assertThat(ledger.peakPerSecond(Ledger.Moment.DOT, provider))
                    .as(provider)
                    .isLessThanOrEqualTo(tenthMore(EACH, lateSeconds));
    }

    /// A window of a second holds a second's starts, a burst of a tenth of it, and the one that
    /// stands on its edge.
    private static int withBurst(double perSecond) {
        return (int) Math.ceil(perSecond + perSecond / 10) + 1;
    }

    private static int tenthMore(double perSecond, double lateSeconds) {
        return (int) Math.ceil(perSecond * (1.1 + lateSeconds)) + 1;
    }

    /// The most of these that fell into any one second.
    private static int peak(long[] risingMs) {
        int peak = 0;
        int first = 0;
        for (int last = 0; last < risingMs.length; last++) {
            while (risingMs[last] - risingMs[first] >= 1_000) first++;
            peak = Math.max(peak, last - first + 1);
        }
        return peak;
    }

    /// What was used of what was allowed, over the middle 80 % of the run. A lane that has nothing
    /// left allows nothing: with one or two left, their own limits are below the campaign's.
    private static double use(Map<Lane, long[]> intentsMs) {
        var all = intentsMs.values().stream().flatMapToLong(LongStream::of).sorted().toArray();
        var first = all[0];
        var length = all[all.length - 1] - first;
        var from = first + length / 10;
        var to = first + length - length / 10;
        var used = LongStream.of(all).filter(at -> at >= from && at < to).count();
        var allowed = LongStream.range(from, to).mapToDouble(at -> allowed(intentsMs, at)).sum();
        return used / allowed;
    }

    /// In that millisecond.
    private static double allowed(Map<Lane, long[]> intentsMs, long at) {
        var lanes = intentsMs.values().stream().filter(ms -> ms[ms.length - 1] > at).count();
        return Math.min(GLOBAL, lanes * EACH) / 1_000;
    }
}

package postrider.server;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.ToDoubleFunction;
import postrider.campaign.Campaign;
import postrider.delivery.LaneView;
import postrider.message.Status;
import postrider.pacing.LaneReading;

/// What `/metrics` tells of campaigns, lanes and store: read when it is asked for, so that the numbers
/// are those of the reports. Safe for many threads; throws `StoreUnavailable`.
final class EngineMetrics implements MultiCollector {
    /// The newest active campaigns: each is a label.
    private static final int CAMPAIGNS_MAX = 200;

    private final Parts parts;

    EngineMetrics(Parts parts) {
        this.parts = parts;
    }

    @Override
    public MetricSnapshots collect() {
        var active = parts.ports().campaigns().active();
        var campaigns = active.subList(Math.max(0, active.size() - CAMPAIGNS_MAX), active.size());
        var lanes = parts.delivery().lanes();
        return MetricSnapshots.builder()
                .metricSnapshot(messages(campaigns))
                .metricSnapshot(starts(campaigns))
                .metricSnapshot(guards(campaigns))
                .metricSnapshot(waiting())
                .metricSnapshot(
                        of(lanes, "connections", "Senders of a lane.", LaneView::connections))
                .metricSnapshot(of(lanes, "idle", "Senders that wait for work.", LaneView::idle))
                .metricSnapshot(of(lanes, "visits", "Shards that are open.", LaneView::visits))
                .metricSnapshot(
                        of(
                                lanes,
                                "rest_seconds",
                                "How long the lane still rests.",
                                lane -> lane.rest().toMillis() / 1_000.0))
                .metricSnapshot(
                        of(
                                lanes.stream().filter(l -> l.pace().isPresent()).toList(),
                                "starts_per_second_max",
                                "How fast a lane may go, as its far side lets it.",
                                lane -> lane.pace().map(LaneReading::perSecond).orElse(0.0)))
                .metricSnapshot(quotas())
                .metricSnapshot(commits())
                .build();
    }

    private GaugeSnapshot messages(List<Campaign> campaigns) {
        var gauge =
                GaugeSnapshot.builder()
                        .name("postrider_messages")
                        .help("Messages of active campaigns by status.");
        for (var campaign : campaigns) {
            var counters = parts.ports().reader().count(campaign.id());
            for (var status : Status.values()) {
                var labels =
                        Labels.of("campaign", campaign.id().toString(), "status", status.name());
                gauge.dataPoint(new GaugeDataPointSnapshot(counters.of(status), labels, null));
            }
        }
        return gauge.build();
    }

    private GaugeSnapshot starts(List<Campaign> campaigns) {
        var gauge =
                GaugeSnapshot.builder()
                        .name("postrider_starts_per_second")
                        .help("Attempts begun a second, over the last ten.");
        for (var campaign : campaigns) {
            var labels = Labels.of("campaign", campaign.id().toString());
            var perSecond = parts.pace().perSecond(campaign.id());
            gauge.dataPoint(new GaugeDataPointSnapshot(perSecond, labels, null));
        }
        return gauge.build();
    }

    private GaugeSnapshot guards(List<Campaign> campaigns) {
        var gauge =
                GaugeSnapshot.builder()
                        .name("postrider_guard_state")
                        .help(
                                "Of active campaigns: 0 nothing is said, 1 a guard warns, 2 it has paused.");
        for (var campaign : campaigns) {
            var labels = Labels.of("campaign", campaign.id().toString());
            gauge.dataPoint(new GaugeDataPointSnapshot(guardState(campaign), labels, null));
        }
        return gauge.build();
    }

    private int guardState(Campaign campaign) {
        if (campaign.watch().pause().isPresent()) return 2;
        return parts.notes().of(campaign.id()).watched().warnings().isEmpty() ? 0 : 1;
    }

    private GaugeSnapshot waiting() {
        return GaugeSnapshot.builder()
                .name("postrider_campaigns_waiting")
                .help("Campaigns that wait because as many run as may at once.")
                .dataPoint(new GaugeDataPointSnapshot(parts.notes().waiting(), Labels.EMPTY, null))
                .build();
    }

    private static GaugeSnapshot of(
            List<LaneView> lanes, String name, String help, ToDoubleFunction<LaneView> value) {
        var gauge = GaugeSnapshot.builder().name("postrider_lane_" + name).help(help);
        for (var lane : lanes) {
            var labels = Labels.of("route", lane.route(), "lane", lane.lane().name());
            gauge.dataPoint(new GaugeDataPointSnapshot(value.applyAsDouble(lane), labels, null));
        }
        return gauge.build();
    }

    /// One that has no limit any more has no series.
    private GaugeSnapshot quotas() {
        var gauge =
                GaugeSnapshot.builder()
                        .name("postrider_route_quota_left")
                        .help("How many messages may start now by a daily cap or a warmup.");
        for (var quota : parts.delivery().quotas()) {
            if (quota.left().isEmpty()) continue;
            var labels = Labels.of("route", quota.route(), "quota", quota.quota());
            var left = quota.left().getAsLong();
            gauge.dataPoint(new GaugeDataPointSnapshot(left, labels, null));
        }
        return gauge.build();
    }

    private CounterSnapshot commits() {
        return CounterSnapshot.builder()
                .name("postrider_store_commits")
                .help("Commits, each a flush of the disk.")
                .dataPoint(
                        new CounterDataPointSnapshot(
                                parts.ports().commits(), Labels.EMPTY, null, 0))
                .build();
    }
}

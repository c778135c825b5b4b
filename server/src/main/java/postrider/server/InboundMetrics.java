package postrider.server;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import postrider.mail.inbound.InboundTally;

/// What `/metrics` tells of mail that came back. Safe for many threads.
final class InboundMetrics implements MultiCollector {
    private final InboundTally tally;

    InboundMetrics(InboundTally tally) {
        this.tally = tally;
    }

    @Override
    public MetricSnapshots collect() {
        var feedback =
                CounterSnapshot.builder()
                        .name("postrider_feedback")
                        .help("What mail that came back was, by kind.");
        for (var count : InboundTally.Count.values())
            if (count.isFeedback()) feedback.dataPoint(point(count));
        return MetricSnapshots.builder()
                .metricSnapshot(
                        one(
                                "postrider_inbound_accepted",
                                "Mails that were taken.",
                                InboundTally.Count.ACCEPTED))
                .metricSnapshot(
                        one(
                                "postrider_inbound_refused",
                                "Recipients, and mails of the pickup folder, that are none of ours.",
                                InboundTally.Count.REFUSED))
                .metricSnapshot(feedback.build())
                .build();
    }

    private CounterDataPointSnapshot point(InboundTally.Count count) {
        return new CounterDataPointSnapshot(
                tally.of(count), Labels.of("kind", count.text()), null, 0);
    }

    private CounterSnapshot one(String name, String help, InboundTally.Count count) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(new CounterDataPointSnapshot(tally.of(count), Labels.EMPTY, null, 0))
                .build();
    }
}

package postrider.server;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import postrider.mail.reply.RuleBook;
import postrider.mail.reply.RuleUse;

/// What `/metrics` tells of the rules that say what replies mean: one label for each rule that was
/// read at the start, whether it has ever fired or not. Safe for many threads.
final class RuleMetrics implements MultiCollector {
    private final RuleBook rules;

    RuleMetrics(RuleBook rules) {
        this.rules = rules;
    }

    @Override
    public MetricSnapshots collect() {
        var fired =
                CounterSnapshot.builder()
                        .name("postrider_reply_rule_fired")
                        .help("How often each rule has told what a reply means.");
        var last =
                GaugeSnapshot.builder()
                        .name("postrider_reply_rule_last_fired_seconds")
                        .help("When each rule did so last, in seconds since 1970.");
        for (var use : rules.uses()) {
            var labels = labels(use);
            fired.dataPoint(new CounterDataPointSnapshot(use.count(), labels, null, 0));
            use.last()
                    .ifPresent(at ->
                            last.dataPoint(
                                    new GaugeDataPointSnapshot(
                                            at.toEpochMilli() / 1_000.0, labels, null)));
        }
        return MetricSnapshots.builder()
                .metricSnapshot(fired.build())
                .metricSnapshot(last.build())
                .build();
    }

    private static Labels labels(RuleUse use) {
        var slash = use.rule().indexOf('/');
        return Labels.of(
                "pack", use.rule().substring(0, slash), "rule", use.rule().substring(slash + 1));
    }
}

package postrider.server;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import postrider.mail.tlspolicy.PolicyType;
import postrider.mail.tlspolicy.TlsTally;

/// What `/metrics` tells of connections straight to MX hosts: by the policy that they had to keep, and
/// how they failed it (RFC 8460 4.3). Safe for many threads.
final class TlsMetrics implements MultiCollector {
    private final TlsTally tally;

    TlsMetrics(TlsTally tally) {
        this.tally = tally;
    }

    @Override
    public MetricSnapshots collect() {
        var sessions =
                CounterSnapshot.builder()
                        .name("postrider_tls_sessions")
                        .help("Connections straight to MX hosts, by policy and result.");
        for (var policy : PolicyType.values()) {
            sessions.dataPoint(point(policy, "success", tally.succeeded(policy)));
            tally.failed(policy)
                    .forEach(
                            (type, count) -> sessions.dataPoint(point(policy, type.text(), count)));
        }
        return MetricSnapshots.of(sessions.build());
    }

    private static CounterDataPointSnapshot point(PolicyType policy, String result, long count) {
        var labels = Labels.of("policy", policy.text(), "result", result);
        return new CounterDataPointSnapshot(count, labels, null, 0);
    }
}

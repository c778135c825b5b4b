package postrider.mail.tlspolicy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Connections for one domain under one kind of policy. Used under the tally's lock.
final class Sessions {
    /// A domain has a few hosts, and each fails in one way or two.
    private static final int FAILURES_MAX = 50;

    private final Map<Failure, Long> failures = new LinkedHashMap<>();
    private List<String> lines = List.of();
    private long succeeded;
    private long failed;

    private record Failure(ResultType type, String host) {}

    void succeeded(List<String> policy) {
        lines = policy;
        succeeded++;
    }

    /// @param policy empty where it could not be had: what is known of it stays
    /// @param host empty where none was reached
    void failed(List<String> policy, ResultType type, String host) {
        if (!policy.isEmpty()) lines = policy;
        failed++;
        var failure = new Failure(type, host);
        if (failures.size() < FAILURES_MAX || failures.containsKey(failure))
            failures.merge(failure, 1L, Long::sum);
    }

    TlsReport.Policy report(String domain, PolicyType type) {
        var details =
                failures.entrySet().stream()
                        .map(entry ->
                                new TlsReport.Failure(
                                        entry.getKey().type(),
                                        entry.getKey().host(),
                                        entry.getValue()))
                        .toList();
        return new TlsReport.Policy(domain, type, lines, succeeded, failed, details);
    }
}

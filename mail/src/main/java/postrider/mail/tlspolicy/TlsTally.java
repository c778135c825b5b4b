package postrider.mail.tlspolicy;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Counts connections to MX hosts by the policy they had to keep and how they failed it (RFC 8460):
/// in all, and by domain for reports. Safe for many threads.
public final class TlsTally {
    /// Beyond, the domain that was met longest ago is forgotten.
    static final int DOMAINS_MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PolicyType, Long> succeeded = new EnumMap<>(PolicyType.class);
    private final Map<PolicyType, Map<ResultType, Long>> failed = new EnumMap<>(PolicyType.class);
    private final Map<Policy, Sessions> byPolicy =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Policy, Sessions> eldest) {
                    return size() > DOMAINS_MAX;
                }
            };

    private record Policy(String domain, PolicyType type) {}

    void succeeded(String domain, Need need) {
        locked(() -> {
            succeeded.merge(need.type(), 1L, Long::sum);
            sessions(domain, need.type()).succeeded(lines(need));
        });
    }

    void failed(String domain, Need need, String host, Flaw flaw) {
        locked(() -> {
            countFailure(need.type(), flaw.type());
            sessions(domain, need.type()).failed(lines(need), flaw.type(), host);
        });
    }

    /// The domain says that it has an MTA-STS policy, and it cannot be had.
    void policyFailed(String domain, ResultType type) {
        locked(() -> {
            countFailure(PolicyType.STS, type);
            sessions(domain, PolicyType.STS).failed(List.of(), type, "");
        });
    }

    private void countFailure(PolicyType policy, ResultType type) {
        failed.computeIfAbsent(policy, _ -> new EnumMap<>(ResultType.class))
                .merge(type, 1L, Long::sum);
    }

    private Sessions sessions(String domain, PolicyType type) {
        return byPolicy.computeIfAbsent(new Policy(domain, type), _ -> new Sessions());
    }

    private static List<String> lines(Need need) {
        return switch (need) {
            case Need.Nothing _, Need.Unknowable _ -> List.of();
            case Need.Sts(var policy) -> policy.lines();
            case Need.Dane(var usable, _) -> usable.stream().map(Tlsa::toString).toList();
        };
    }

    /// Connections that were as they had to be, since the start.
    public long succeeded(PolicyType policy) {
        lock.lock();
        try {
            return succeeded.getOrDefault(policy, 0L);
        } finally {
            lock.unlock();
        }
    }

    /// Failures since the start, by how; only those that were met.
    public Map<ResultType, Long> failed(PolicyType policy) {
        lock.lock();
        try {
            return Map.copyOf(failed.getOrDefault(policy, Map.of()));
        } finally {
            lock.unlock();
        }
    }

    /// What was counted for a domain since it was last forgotten, one item for each kind of policy.
    public List<TlsReport.Policy> of(String domain) {
        lock.lock();
        try {
            return byPolicy.entrySet().stream()
                    .filter(entry -> entry.getKey().domain().equals(domain))
                    .map(entry -> entry.getValue().report(domain, entry.getKey().type()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}

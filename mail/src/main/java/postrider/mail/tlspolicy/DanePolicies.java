package postrider.mail.tlspolicy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import postrider.mail.tlspolicy.Kept.Answer;
import postrider.mail.tlspolicy.PolicyRecords.Proof;
import postrider.mail.tlspolicy.PolicyRecords.Tlsas;

/// The certificates that the DNS announces for MX hosts (RFC 7672), asked of a resolver that
/// validates. Safe for many threads.
final class DanePolicies {
    /// About 10 MB each when full.
    private static final int KEPT_MAX = 20_000;

    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration GOOD_MAX = Duration.ofHours(1);

    private final PolicyRecords records;
    private final Kept<Proof> domains;
    private final Kept<Tlsas> hosts;

    DanePolicies(PolicyRecords records, LongSupplier nanoTime) {
        this.records = records;
        domains = new Kept<>(KEPT_MAX, Proof.FAILED, this::proof, nanoTime);
        hosts = new Kept<>(KEPT_MAX, new Tlsas.None(), this::announced, nanoTime);
    }

    private Answer<Proof> proof(String domain, Proof old) throws InterruptedException {
        var proof = records.mx(domain);
        return new Answer<>(proof, proof == Proof.FAILED ? AFTER_FAILURE : AGAIN);
    }

    private Answer<Tlsas> announced(String host, Tlsas old) throws InterruptedException {
        var answer = records.tlsa(host);
        return new Answer<>(
                answer,
                switch (answer) {
                    case Tlsas.Found(_, var good) -> shorter(good, GOOD_MAX);
                    case Tlsas.None() -> AGAIN;
                    case Tlsas.Failed() -> AFTER_FAILURE;
                });
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// What is needed of this host; nothing if the DNS announces nothing, or nothing that is proven.
    Need of(String domain, String host) throws InterruptedException {
        return switch (domains.get(domain)) {
            case INSECURE -> new Need.Nothing();
            case FAILED -> new Need.Unknowable();
            case SECURE -> need(domain, hosts.get(host));
        };
    }

    /// The same without waiting; empty where it is being asked for.
    Optional<Need> ifKnown(String domain, String host) {
        var proof = domains.ifKnown(domain);
        if (proof.isEmpty()) return Optional.empty();
        return switch (proof.get()) {
            case INSECURE -> Optional.of(new Need.Nothing());
            case FAILED -> Optional.of(new Need.Unknowable());
            case SECURE -> hosts.ifKnown(host).map(known -> need(domain, known));
        };
    }

    private static Need need(String domain, Tlsas announced) {
        return switch (announced) {
            case Tlsas.None() -> new Need.Nothing();
            case Tlsas.Failed() -> new Need.Unknowable();
            case Tlsas.Found(var tlsas, _) ->
                    new Need.Dane(tlsas.stream().filter(Tlsa::isUsable).toList(), domain);
        };
    }
}

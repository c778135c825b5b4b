package postrider.mail.tlspolicy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What domains publish, on the heap, with a clock that is set by hand.
public final class World implements PolicyRecords, PolicySource {
    public final Map<String, Texts> texts = new HashMap<>();
    public final Map<String, Fetched> policies = new HashMap<>();
    public final Map<String, Proof> domains = new HashMap<>();
    public final Map<String, Tlsas> hosts = new HashMap<>();
    public final AtomicLong nanos = new AtomicLong(1);
    public final AtomicInteger asked = new AtomicInteger();
    public final AtomicInteger fetched = new AtomicInteger();
    public final TlsTally tally = new TlsTally();

    /// A domain that says this.
    public void publish(String domain, String id, String mode, String mx, long maxAge) {
        texts.put("_mta-sts." + domain, new Texts.Found(List.of("v=STSv1; id=" + id + ";")));
        var text = "version: STSv1\nmode: %s\nmx: %s\nmax_age: %d\n".formatted(mode, mx, maxAge);
        policies.put(domain, new Fetched.Text(text));
    }

    /// A host whose certificates are announced, and whose domain's MX is proven.
    public void announce(String domain, String host, Tlsa... records) {
        domains.put(domain, Proof.SECURE);
        hosts.put(host, new Tlsas.Found(List.of(records), Duration.ofHours(1)));
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public Texts texts(String name) {
        asked.incrementAndGet();
        return texts.getOrDefault(name, new Texts.Found(List.of()));
    }

    @Override
    public Proof mx(String domain) {
        return domains.getOrDefault(domain, Proof.INSECURE);
    }

    @Override
    public Tlsas tlsa(String host) {
        return hosts.getOrDefault(host, new Tlsas.None());
    }

    @Override
    public Fetched fetch(String domain) {
        fetched.incrementAndGet();
        return policies.getOrDefault(
                domain, new Fetched.Failed(ResultType.STS_POLICY_FETCH_ERROR, "there is none"));
    }

    /// @param authorities who may sign the certificates of MX hosts
    public DomainPolicies policies(DomainPolicies.Resolver resolver, Authorities authorities) {
        return new DomainPolicies(this, resolver, this, authorities, tally, nanos::get);
    }
}

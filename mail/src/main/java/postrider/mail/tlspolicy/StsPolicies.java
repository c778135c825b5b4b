package postrider.mail.tlspolicy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import postrider.mail.tlspolicy.Kept.Answer;
import postrider.mail.tlspolicy.PolicyRecords.Texts;
import postrider.mail.tlspolicy.PolicySource.Fetched;

/// The MTA-STS policies of domains (RFC 8461), in memory. Once read, a policy holds for its `max_age`,
/// whatever the DNS or the policy host say or do not say; a new id makes it be read anew. A domain
/// whose policy cannot be had has none (RFC 8461 3.3). Safe for many threads.
final class StsPolicies {
    /// About 20 MB when full of domains without a policy.
    private static final int DOMAINS_MAX = 50_000;

    /// How often a domain's id is looked at.
    private static final Duration AGAIN = Duration.ofHours(1);

    /// RFC 8461 3.3: who failed is not asked again for five minutes.
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

    /// RFC 8461 10.2: a policy is read anew long before it ends, so that nobody can wait for that.
    private static final Duration REFETCH_MAX = Duration.ofDays(1);

    private final PolicyRecords records;
    private final PolicySource source;
    private final TlsTally tally;
    private final LongSupplier nanoTime;
    private final Kept<Known> kept;

    StsPolicies(PolicyRecords records, PolicySource source, TlsTally tally, LongSupplier nanoTime) {
        this.records = records;
        this.source = source;
        this.tally = tally;
        this.nanoTime = nanoTime;
        kept = new Kept<>(DOMAINS_MAX, Known.NOTHING, this::ask, nanoTime);
    }

    /// @param refetchNanos when it is to be read anew though its id is the same
    private record Known(Optional<StsPolicy> policy, String id, long endNanos, long refetchNanos) {
        static final Known NOTHING = new Known(Optional.empty(), "", 0, 0);

        Optional<StsPolicy> policy(long now) {
            return policy.filter(_ -> endNanos - now > 0);
        }
    }

    /// What the policy that a domain has now asks for.
    Need of(String domain) throws InterruptedException {
        return need(kept.get(domain));
    }

    /// The same without waiting; empty where it is being asked for.
    Optional<Need> ifKnown(String domain) {
        return kept.ifKnown(domain).map(this::need);
    }

    private Need need(Known known) {
        return known.policy(nanoTime.getAsLong())
                .filter(policy -> policy.mode() != StsPolicy.Mode.NONE)
                .<Need>map(Need.Sts::new)
                .orElseGet(Need.Nothing::new);
    }

    /// A policy could not be kept: RFC 8461 5.1 has it looked at again before mail is given up.
    void doubt(String domain) {
        kept.doubt(domain, AFTER_FAILURE);
    }

    private Answer<Known> ask(String domain, Known old) throws InterruptedException {
        var now = nanoTime.getAsLong();
        return switch (records.texts("_mta-sts." + domain)) {
            case Texts.Failed() -> stays(old, now, AFTER_FAILURE);
            case Texts.Found(var texts) -> {
                var id = StsRecord.id(texts);
                if (id.isEmpty()) yield stays(old, now, AGAIN);
                var isSame = old.id().equals(id.get()) && old.policy(now).isPresent();
                if (isSame && old.refetchNanos() - now > 0) yield stays(old, now, AGAIN);
                yield fetch(domain, id.get(), old, now);
            }
        };
    }

    private Answer<Known> fetch(String domain, String id, Known old, long now)
            throws InterruptedException {
        return switch (source.fetch(domain)) {
            case Fetched.Failed(var type, _) -> {
                tally.policyFailed(domain, type);
                yield stays(old, now, AFTER_FAILURE);
            }
            case Fetched.Text(var text) ->
                    switch (StsPolicy.parse(text)) {
                        case StsPolicy.Parsed.Invalid _ -> {
                            tally.policyFailed(domain, ResultType.STS_POLICY_INVALID);
                            yield stays(old, now, AFTER_FAILURE);
                        }
                        case StsPolicy.Parsed.Valid(var policy) ->
                                new Answer<>(known(policy, id, now), AGAIN);
                    };
        };
    }

    private static Known known(StsPolicy policy, String id, long now) {
        var age = policy.maxAge();
        var refetch = age.dividedBy(2);
        if (refetch.compareTo(REFETCH_MAX) > 0) refetch = REFETCH_MAX;
        return new Known(Optional.of(policy), id, now + age.toNanos(), now + refetch.toNanos());
    }

    private static Answer<Known> stays(Known old, long now, Duration good) {
        return new Answer<>(old.policy(now).isPresent() ? old : Known.NOTHING, good);
    }
}

package postrider.mail.tlspolicy;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import postrider.mail.tlspolicy.Need.Dane;
import postrider.mail.tlspolicy.Need.Nothing;
import postrider.mail.tlspolicy.Need.Sts;
import postrider.mail.tlspolicy.Need.Unknowable;

/// The policies that domains publish: DANE where it is to be believed, else MTA-STS (RFC 8461 2).
/// Safe for many threads.
public final class DomainPolicies implements TlsPolicies {
    private static final Flaw UNUSABLE =
            new Flaw(ResultType.TLSA_INVALID, "no TLSA record of the host can be used");

    private final StsPolicies sts;
    private final Optional<DanePolicies> dane;
    private final Authorities authorities;
    private final TlsTally tally;

    /// Whether the resolver proves what it answers.
    public enum Resolver {
        /// Its answers are checked by DNSSEC, and it and the way to it are ours.
        VALIDATES,
        /// DANE would be worth nothing.
        UNKNOWN
    }

    /// @param authorities who may sign the certificates of MX hosts
    public DomainPolicies(
            PolicyRecords records,
            Resolver resolver,
            PolicySource source,
            Authorities authorities,
            TlsTally tally,
            LongSupplier nanoTime) {
        sts = new StsPolicies(records, source, tally, nanoTime);
        dane =
                switch (resolver) {
                    case VALIDATES -> Optional.of(new DanePolicies(records, nanoTime));
                    case UNKNOWN -> Optional.empty();
                };
        this.authorities = authorities;
        this.tally = tally;
    }

    @Override
    public Need of(String domain, String host) throws InterruptedException {
        if (dane.isPresent()) {
            var announced = dane.get().of(domain, host);
            if (!(announced instanceof Nothing)) return announced;
        }
        return sts.of(domain);
    }

    @Override
    public Optional<Need> ifKnown(String domain, String host) {
        var byName = sts.ifKnown(domain);
        if (dane.isEmpty()) return byName;
        return dane.get()
                .ifKnown(domain, host)
                .flatMap(a -> a instanceof Nothing ? byName : Optional.of(a));
    }

    @Override
    public Optional<Flaw> flaw(Need need, Peer peer) {
        return need.refusal(peer.host()).or(() -> shown(need, peer));
    }

    private Optional<Flaw> shown(Need need, Peer peer) {
        return switch (need) {
            case Nothing _, Unknowable _ -> unsecured(peer);
            case Sts _ -> unsecured(peer).or(() -> peer.flaw(authorities));
            case Dane(var usable, var domain) ->
                    unsecured(peer).or(() -> mismatch(usable, domain, peer));
        };
    }

    private static Optional<Flaw> unsecured(Peer peer) {
        if (peer.isSecured()) return Optional.empty();
        return Optional.of(
                new Flaw(ResultType.STARTTLS_NOT_SUPPORTED, "the host offers no STARTTLS"));
    }

    private static Optional<Flaw> mismatch(List<Tlsa> usable, String domain, Peer peer) {
        var match = new DaneMatch(peer.chain(), List.of(peer.host(), domain));
        if (usable.isEmpty() || usable.stream().anyMatch(match::holds)) return Optional.empty();
        return Optional.of(
                new Flaw(
                        ResultType.VALIDATION_FAILURE,
                        "the certificate is not the one that the TLSA records announce"));
    }

    @Override
    public void succeeded(String domain, Need need, String host) {
        // RFC 8460 4.3.2.1: mail goes, and the domain should know that its records say nothing.
        if (need instanceof Dane(var usable, _) && usable.isEmpty())
            tally.failed(domain, need, host, UNUSABLE);
        else tally.succeeded(domain, need);
    }

    @Override
    public void failed(String domain, Need need, String host, Flaw flaw) {
        tally.failed(domain, need, host, flaw);
        if (need instanceof Sts) sts.doubt(domain);
    }
}

package postrider.mail.tlspolicy;

import java.util.List;
import java.util.Optional;

/// What a connection to an MX host has to be for the mail of one domain.
public sealed interface Need {
    PolicyType type();

    /// Whether no mail may go where it is not met.
    boolean isBinding();

    /// Why nothing may go to this host, however it shows itself; empty if that is not so.
    default Optional<Flaw> refusal(String host) {
        return Optional.empty();
    }

    /// No policy: TLS if it can be had.
    record Nothing() implements Need {
        @Override
        public PolicyType type() {
            return PolicyType.NO_POLICY_FOUND;
        }

        @Override
        public boolean isBinding() {
            return false;
        }
    }

    /// MTA-STS: the host is one that the policy names, and proves it to an authority.
    record Sts(StsPolicy policy) implements Need {
        @Override
        public PolicyType type() {
            return PolicyType.STS;
        }

        @Override
        public boolean isBinding() {
            return policy.mode() == StsPolicy.Mode.ENFORCE;
        }

        @Override
        public Optional<Flaw> refusal(String host) {
            if (policy.allows(host)) return Optional.empty();
            return Optional.of(
                    new Flaw(
                            ResultType.VALIDATION_FAILURE,
                            "the MTA-STS policy of the domain does not name this host"));
        }
    }

    /// DANE: the certificate is one that the DNS announces.
    ///
    /// @param usable none if none of those that are there can be used: then TLS is enough (RFC 7672
    ///     2.2)
    /// @param domain under whose name the host may show itself too
    record Dane(List<Tlsa> usable, String domain) implements Need {
        public Dane {
            usable = List.copyOf(usable);
        }

        @Override
        public PolicyType type() {
            return PolicyType.TLSA;
        }

        @Override
        public boolean isBinding() {
            return true;
        }
    }

    /// Whether the DNS announces a certificate could not be found out: somebody may be in the way
    /// (RFC 7672 2.1.2), so the host is left out for now.
    record Unknowable() implements Need {
        @Override
        public PolicyType type() {
            return PolicyType.TLSA;
        }

        @Override
        public boolean isBinding() {
            return true;
        }

        @Override
        public Optional<Flaw> refusal(String host) {
            return Optional.of(
                    new Flaw(
                            ResultType.DNSSEC_INVALID,
                            "the DNS does not tell whether the host has a TLSA record"));
        }
    }
}

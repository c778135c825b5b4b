package postrider.mail.smtp;

import java.time.Duration;
import java.util.Optional;
import postrider.mail.tlspolicy.Flaw;
import postrider.mail.tlspolicy.Need;
import postrider.mail.tlspolicy.Peer;
import postrider.mail.tlspolicy.TlsPolicies;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// For which domains a link will do: policies belong to domains, and links to sites. Used by one
/// thread.
sealed interface Assurance {
    /// Where nobody asks anything of a link.
    Assurance ANY = new Any();

    /// Whether it may be tried for this domain. What is not known is being asked for, and found out
    /// by [#refusal].
    boolean mayDo(String domain);

    /// Whether it is known to do: only then an envelope is sent ahead.
    boolean isGood(String recipient);

    /// Why nothing for this recipient may go over it; empty if it may. Waits for what is not known.
    Optional<Outcome> refusal(String recipient) throws InterruptedException;

    /// What is said to messages that must wait for a better link.
    ///
    /// @param host the MX host that will not do
    static Outcome deferred(Need need, String host, Flaw flaw) {
        var policy =
                switch (need) {
                    case Need.Sts _ -> "MTA-STS policy";
                    case Need.Dane _, Need.Unknowable _ -> "DANE";
                    case Need.Nothing _ -> "policy";
                };
        var why = "%s will not do for the domain's %s: %s".formatted(host, policy, flaw.why());
        return new Outcome.Deferred(new Reply(0, "", why), Reason.TLS_REQUIRED, Duration.ZERO);
    }

    /// Of a link to one host.
    record Any() implements Assurance {
        @Override
        public boolean mayDo(String domain) {
            return true;
        }

        @Override
        public boolean isGood(String recipient) {
            return true;
        }

        @Override
        public Optional<Outcome> refusal(String recipient) {
            return Optional.empty();
        }
    }

    /// Of a link to an MX host.
    final class ByPolicy implements Assurance {
        private final TlsPolicies policies;
        private final Peer peer;

        /// The last domain that it was found to do for: mostly that of the next message, too.
        private String good;

        ByPolicy(TlsPolicies policies, Peer peer, String good) {
            this.policies = policies;
            this.peer = peer;
            this.good = good;
        }

        @Override
        public boolean mayDo(String domain) {
            if (domain.equals(good)) return true;
            var need = policies.ifKnown(domain, peer.host());
            if (need.isEmpty()) return true;
            var does = !need.get().isBinding() || policies.flaw(need.get(), peer).isEmpty();
            if (does) good = domain;
            return does;
        }

        @Override
        public boolean isGood(String recipient) {
            var domain = domain(recipient);
            return mayDo(domain) && domain.equals(good);
        }

        @Override
        public Optional<Outcome> refusal(String recipient) throws InterruptedException {
            var domain = domain(recipient);
            if (domain.equals(good)) return Optional.empty();
            var need = policies.of(domain, peer.host());
            var flaw = need.isBinding() ? policies.flaw(need, peer) : Optional.<Flaw>empty();
            if (flaw.isEmpty()) good = domain;
            return flaw.map(found -> deferred(need, peer.host(), found));
        }

        private static String domain(String recipient) {
            return recipient.substring(recipient.lastIndexOf('@') + 1);
        }
    }
}

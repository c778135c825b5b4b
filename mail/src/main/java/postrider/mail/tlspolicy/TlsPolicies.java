package postrider.mail.tlspolicy;

import java.util.Optional;

/// Tells what connections to MX hosts have to be, and hears what they were. Safe for many threads.
public interface TlsPolicies {
    /// Domains have no policies and nothing is asked: for routes that lead to one host.
    TlsPolicies NONE =
            new TlsPolicies() {
                @Override
                public Need of(String domain, String host) {
                    return new Need.Nothing();
                }

                @Override
                public Optional<Need> ifKnown(String domain, String host) {
                    return Optional.of(new Need.Nothing());
                }

                @Override
                public Optional<Flaw> flaw(Need need, Peer peer) {
                    return Optional.empty();
                }

                @Override
                public void succeeded(String domain, Need need, String host) {}

                @Override
                public void failed(String domain, Need need, String host, Flaw flaw) {}
            };

    /// What the mail of a domain needs of one of its MX hosts. What is not known is asked for: that
    /// blocks for up to 15 seconds where nobody answers, and twice that where DANE is asked for too.
    ///
    /// @param domain in lower-case A-label form, as the host
    Need of(String domain, String host) throws InterruptedException;

    /// The same without waiting: empty where it is not known. It is then being asked for.
    Optional<Need> ifKnown(String domain, String host);

    /// What the far side lacks; empty if it is as it has to be.
    Optional<Flaw> flaw(Need need, Peer peer);

    /// A connection for the mail of this domain is as it has to be.
    void succeeded(String domain, Need need, String host);

    /// It is not.
    void failed(String domain, Need need, String host, Flaw flaw);
}

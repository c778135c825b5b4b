package postrider.mail.tlspolicy;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// The far side of a connection, as it showed itself. Used by one thread at a time.
public final class Peer {
    private final String host;
    private final List<X509Certificate> chain;
    private boolean judged;
    private Optional<Flaw> verdict = Optional.empty();

    /// @param host the MX host's name, as the DNS has it
    /// @param chain its certificate and those that lead to an authority; empty in clear text
    public Peer(String host, List<X509Certificate> chain) {
        this.host = host;
        this.chain = List.copyOf(chain);
    }

    public String host() {
        return host;
    }

    List<X509Certificate> chain() {
        return chain;
    }

    boolean isSecured() {
        return !chain.isEmpty();
    }

    /// What authorities find wrong with it; they are asked once.
    Optional<Flaw> flaw(Authorities authorities) {
        if (!judged) verdict = authorities.flaw(host, chain);
        judged = true;
        return verdict;
    }
}

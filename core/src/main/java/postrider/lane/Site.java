package postrider.lane;

import java.util.List;

/// One MX set: what connections and limits belong to. Two domains with the same hosts are one site.
///
/// @param provider who runs it
/// @param hosts MX hosts in lower case without a final dot, most preferred first; never empty
public record Site(MailboxProvider provider, List<String> hosts) {
    public Site {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) throw new IllegalArgumentException("a site has a host");
    }

    /// What throttles and breakers of this site are called by.
    public String name() {
        return hosts.getFirst();
    }
}

package postrider.mail.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/// The name servers that are asked.
final class NameServers {
    private static final int TRIES = 2;

    private NameServers() {}

    /// @param servers asked in order; none: those of the system
    /// @param limit for one question, all tries together; at most a minute
    static Resolver resolver(List<InetSocketAddress> servers, Duration limit) {
        if (!limit.isPositive() || limit.compareTo(Duration.ofMinutes(1)) > 0)
            throw new IllegalArgumentException("a DNS limit is up to one minute: " + limit);
        var asked = servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers;
        var resolvers = new ArrayList<Resolver>();
        for (var server : asked) resolvers.add(new SimpleResolver(server));
        var resolver = new ExtendedResolver(resolvers);
        resolver.setRetries(TRIES);
        resolver.setTimeout(limit.dividedBy(TRIES));
        return resolver;
    }
}

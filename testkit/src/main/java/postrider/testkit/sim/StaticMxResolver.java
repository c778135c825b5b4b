package postrider.testkit.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postrider.lane.MxResolver;

/// Knows where the mail of simulated domains goes without asking anybody: the large mailbox
/// providers have hosts named like their real ones, a domain of the long tail has `mx.<domain>`,
/// and three in ten of those share a hosting company's host. A domain under `.invalid` takes no mail.
/// Safe for many threads.
public final class StaticMxResolver implements MxResolver {
    private static final int HOSTED_PERCENT = 30;
    private static final int HOSTING_SITES = 12;

    private final Map<String, Answer> wellKnown = new HashMap<>();

    public StaticMxResolver() {
        for (var known : WellKnown.ALL) {
            for (var family : known.families()) {
                var hosts = new Answer.Hosts(family.hosts());
                for (var domain : family.domains()) wellKnown.put(domain, hosts);
            }
        }
    }

    @Override
    public Answer resolve(String domain) {
        var known = wellKnown.get(Domains.real(domain));
        return known == null ? tail(domain.toLowerCase(Locale.ROOT)) : known;
    }

    private static Answer tail(String domain) {
        // RFC 2606 2: such a name does not exist.
        if (domain.endsWith(".invalid")) return new Answer.NoMail("the domain does not exist");
        var lot = Mix.of(domain);
        if (Long.remainderUnsigned(lot, 100) >= HOSTED_PERCENT)
            return new Answer.Hosts(List.of("mx." + domain));
        var site = Long.remainderUnsigned(Mix.mix(lot), HOSTING_SITES);
        return new Answer.Hosts(
                List.of("mx1.hosting-" + site + ".example", "mx2.hosting-" + site + ".example"));
    }
}

package postrider.testkit.sim;

import java.util.List;
import java.util.Locale;
import postrider.lane.MailboxProvider;

/// One mailbox provider to be played.
///
/// @param provider its name, as lanes and the ledger have it
/// @param domains whose mail it takes, in lower case without a final `.test`; one that begins with
///     a dot stands for every domain below it. The model of [MailboxProvider#LONG_TAIL] takes what
///     nobody else does and needs none
/// @param phrases how it puts things
/// @param behaviour how it treats mail
public record ProviderModel(
        MailboxProvider provider, List<String> domains, Phrases phrases, Behaviour behaviour) {
    private static final int DOMAINS_MAX = 10_000;

    public ProviderModel {
        domains = List.copyOf(domains);
        if (domains.size() > DOMAINS_MAX) {
            throw new IllegalArgumentException(
                    "at most " + DOMAINS_MAX + " domains a provider, not " + domains.size());
        }
        for (var domain : domains) {
            if (domain.isEmpty() || !domain.equals(domain.toLowerCase(Locale.ROOT)))
                throw new IllegalArgumentException("a domain is in lower case: " + domain);
        }
    }

    public String name() {
        return provider.name();
    }

    public ProviderModel withBehaviour(Behaviour other) {
        return new ProviderModel(provider, domains, phrases, other);
    }
}

package postrider.testkit.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postrider.lane.MailboxProvider;

/// Who takes a domain's mail.
final class ProviderTable {
    private final Map<String, LiveProvider> byName = new HashMap<>();
    private final Map<String, LiveProvider> byDomain = new HashMap<>();
    private final LiveProvider tail;

    ProviderTable(List<ProviderModel> models) {
        for (var model : models) add(model);
        tail = named(MailboxProvider.LONG_TAIL.name());
    }

    private void add(ProviderModel model) {
        var provider = new LiveProvider(model);
        byName.put(model.name(), provider);
        for (var domain : model.domains()) byDomain.put(domain, provider);
    }

    void behave(Behaviour other) {
        byName.values().forEach(provider -> provider.behave(other));
    }

    LiveProvider named(String name) {
        var provider = byName.get(name);
        if (provider == null) {
            throw new IllegalArgumentException(
                    "no provider \"" + name + "\" in this profile: use one of " + byName.keySet());
        }
        return provider;
    }

    LiveProvider ofDomain(String domain) {
        var real = Domains.real(domain);
        var exact = byDomain.get(real);
        return exact == null ? ofParent(real) : exact;
    }

    private LiveProvider ofParent(String domain) {
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            var above = byDomain.get(domain.substring(dot));
            if (above != null) return above;
        }
        return tail;
    }
}

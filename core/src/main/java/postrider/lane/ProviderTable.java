package postrider.lane;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells who runs the mailboxes: by well-known domain, without asking anyone, or by the suffix of the
/// MX hosts, all of which must agree.
///
/// @param byDomain domain to mailbox provider
/// @param byMxSuffix suffix such as `.google.com` to mailbox provider; no dot at its end
public record ProviderTable(
        Map<String, MailboxProvider> byDomain, Map<String, MailboxProvider> byMxSuffix) {
    public ProviderTable {
        byDomain = Map.copyOf(byDomain);
        byMxSuffix = Map.copyOf(byMxSuffix);
        byMxSuffix.keySet().forEach(ShapingProfile::checkSuffix);
    }

    /// The table of these profiles.
    ///
    /// @throws IllegalArgumentException if two of them claim the same suffix or domain
    public static ProviderTable of(Collection<ShapingProfile> profiles) {
        var domains = new LinkedHashMap<String, MailboxProvider>();
        var suffixes = new LinkedHashMap<String, MailboxProvider>();
        for (var profile : profiles) {
            for (var domain : profile.domains()) claim(domains, domain, profile.provider());
            for (var suffix : profile.mxSuffixes()) claim(suffixes, suffix, profile.provider());
        }
        return new ProviderTable(domains, suffixes);
    }

    private static void claim(
            Map<String, MailboxProvider> places, String place, MailboxProvider provider) {
        var first = places.putIfAbsent(place, provider);
        if (first != null)
            throw new IllegalArgumentException(
                    "%s belongs to %s and to %s: take it out of one of them"
                            .formatted(place, first, provider));
    }

    public Optional<MailboxProvider> ofDomain(String domain) {
        return Optional.ofNullable(byDomain.get(domain));
    }

    /// The provider that every one of these hosts belongs to.
    public Optional<MailboxProvider> ofHosts(List<String> hosts) {
        var providers = hosts.stream().map(this::ofHost).distinct().toList();
        return providers.size() == 1 ? providers.getFirst() : Optional.empty();
    }

    private Optional<MailboxProvider> ofHost(String host) {
        for (int dot = ("." + host).indexOf('.');
                dot >= 0;
                dot = ("." + host).indexOf('.', dot + 1)) {
            var provider = byMxSuffix.get(("." + host).substring(dot));
            if (provider != null) return Optional.of(provider);
        }
        return Optional.empty();
    }
}

package postrider.lane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
        for (var suffix : byMxSuffix.keySet()) {
            if (!suffix.startsWith(".")
                    || suffix.endsWith(".")
                    || !suffix.equals(suffix.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "an MX suffix starts with a dot, ends without one and is in lower case: "
                                + suffix);
            }
        }
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

    /// The providers that most campaigns meet. MX suffixes from the providers' own pages and public
    /// shaping tables, reviewed 2026-11.
    public static ProviderTable standard() {
        var domains = new LinkedHashMap<String, MailboxProvider>();
        var suffixes = new LinkedHashMap<String, MailboxProvider>();
        add(domains, suffixes, "google", "gmail.com googlemail.com", ".google.com .googlemail.com");
        add(
                domains,
                suffixes,
                "yahoo",
                "yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.ca yahoo.com.br"
                        + " yahoo.com.mx yahoo.co.in yahoo.in ymail.com rocketmail.com aol.com",
                ".yahoodns.net");
        add(domains, suffixes, "yahoo_japan", "yahoo.co.jp", ".yahoo.co.jp");
        add(
                domains,
                suffixes,
                "outlook",
                "outlook.com hotmail.com live.com msn.com hotmail.co.uk hotmail.fr hotmail.de hotmail.es"
                        + " hotmail.it outlook.fr outlook.de outlook.es live.co.uk live.fr live.nl",
                ".olc.protection.outlook.com");
        add(domains, suffixes, "office365", "", ".mail.protection.outlook.com .mx.microsoft");
        add(domains, suffixes, "apple", "icloud.com me.com mac.com", ".icloud.com");
        add(domains, suffixes, "comcast", "comcast.net", ".comcast.net");
        add(domains, suffixes, "orange", "orange.fr wanadoo.fr", ".orange.fr");
        add(domains, suffixes, "gmx", "gmx.de gmx.net gmx.at gmx.ch web.de", ".gmx.net .web.de");
        add(domains, suffixes, "mailcom", "gmx.com mail.com", ".mail.com .gmx.com");
        add(
                domains,
                suffixes,
                "mimecast",
                "",
                ".mimecast.com .mimecast.co.za .mimecast-offshore.com");
        add(domains, suffixes, "barracuda", "", ".barracudanetworks.com");
        add(domains, suffixes, "proofpoint", "", ".pphosted.com .ppe-hosted.com");
        add(domains, suffixes, "kpn", "kpnmail.nl", ".kpnmail.nl");
        add(domains, suffixes, "qq", "qq.com foxmail.com", ".qq.com");
        add(domains, suffixes, "netease", "163.com 126.com", ".netease.com");
        return new ProviderTable(domains, suffixes);
    }

    private static void add(
            Map<String, MailboxProvider> domains,
            Map<String, MailboxProvider> suffixes,
            String name,
            String itsDomains,
            String itsSuffixes) {
        var provider = new MailboxProvider(name);
        for (var domain : itsDomains.split(" "))
            if (!domain.isEmpty()) domains.put(domain, provider);
        for (var suffix : itsSuffixes.split(" ")) suffixes.put(suffix, provider);
    }
}

package postrider.testkit.sim;

import java.util.List;
import postrider.lane.MailboxProvider;

/// The large mailbox providers: their domains, their MX hosts and their way of speaking.
record WellKnown(MailboxProvider provider, Phrases phrases, List<Family> families) {
    static final List<WellKnown> ALL =
            List.of(
                    known(
                            "google",
                            Phrases.google(),
                            new Family(
                                    "gmail-smtp-in.l.google.com alt1.gmail-smtp-in.l.google.com",
                                    "gmail.com"),
                            new Family(
                                    "gmail-smtp-in.l.google.com alt1.gmail-smtp-in.l.google.com",
                                    "googlemail.com")),
                    known(
                            "yahoo",
                            Phrases.yahoo(),
                            new Family(
                                    "mta5.am0.yahoodns.net mta6.am0.yahoodns.net mta7.am0.yahoodns.net",
                                    "yahoo.com ymail.com rocketmail.com myyahoo.com"),
                            new Family(
                                    "mx-eu.mail.am0.yahoodns.net",
                                    "yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.ie yahoo.gr yahoo.se"
                                            + " yahoo.no yahoo.dk yahoo.pl yahoo.ro"),
                            new Family(
                                    "mx-apac.mail.gm0.yahoodns.net",
                                    "yahoo.co.in yahoo.in yahoo.co.jp yahoo.com.br yahoo.com.ar yahoo.com.mx"
                                            + " yahoo.ca yahoo.com.au yahoo.co.id yahoo.com.ph yahoo.com.sg"
                                            + " yahoo.com.tr yahoo.com.tw yahoo.com.hk yahoo.com.vn"),
                            new Family(
                                    "mx-aol.mail.gm0.yahoodns.net",
                                    "aol.com aol.de aol.fr aol.co.uk aim.com verizon.net")),
                    known(
                            "microsoft",
                            Phrases.microsoft(),
                            new Family(
                                    "outlook-com.olc.protection.outlook.com",
                                    "outlook.com outlook.de outlook.fr outlook.es outlook.it"),
                            new Family(
                                    "hotmail-com.olc.protection.outlook.com",
                                    "hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es"),
                            new Family(
                                    "live-com.olc.protection.outlook.com",
                                    "live.com live.co.uk live.fr live.de live.nl msn.com passport.com")),
                    known(
                            "apple",
                            Phrases.apple(),
                            new Family(
                                    "mx01.mail.icloud.com mx02.mail.icloud.com",
                                    "icloud.com me.com mac.com")),
                    known(
                            "gmx",
                            Phrases.gmx(),
                            new Family(
                                    "mx00.emig.gmx.net mx01.emig.gmx.net",
                                    "gmx.de gmx.net gmx.at gmx.ch gmx.com"),
                            new Family("mx-ha02.web.de mx-ha03.web.de", "web.de")),
                    known(
                            "orange",
                            Phrases.orange(),
                            new Family("smtp-in.orange.fr", "orange.fr wanadoo.fr")),
                    known(
                            "comcast",
                            Phrases.comcast(),
                            new Family("mx1.comcast.net mx2.comcast.net", "comcast.net")));

    private static WellKnown known(String name, Phrases phrases, Family... families) {
        return new WellKnown(new MailboxProvider(name), phrases, List.of(families));
    }

    ProviderModel model(Behaviour behaviour) {
        var domains = families.stream().flatMap(family -> family.domains().stream()).toList();
        return new ProviderModel(provider, domains, phrases, behaviour);
    }

    static ProviderModel tail(Behaviour behaviour) {
        return new ProviderModel(MailboxProvider.LONG_TAIL, List.of(), Phrases.plain(), behaviour);
    }

    /// Domains that share their MX hosts, most preferred first.
    record Family(List<String> hosts, List<String> domains) {
        Family(String hosts, String domains) {
            this(List.of(hosts.split(" ", -1)), List.of(domains.split(" ", -1)));
        }
    }
}

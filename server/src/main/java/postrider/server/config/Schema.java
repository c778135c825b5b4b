package postrider.server.config;

import static postrider.server.config.Key.open;
import static postrider.server.config.Key.secret;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postrider.audience.SoftBounceRule;
import postrider.delivery.StartOrder;

/// All keys there are, in the order of the reference. What is not here does not exist.
public final class Schema {
    private static final Kind HOST_NAME =
            new Kind.Text(
                    Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"), "host name");
    private static final Kind DOMAIN =
            new Kind.Text(
                    Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*\\.)+[A-Za-z][A-Za-z0-9-]*"),
                    "domain name");

    private static final Kind SHARE = new Kind.Positive(1, "share");

    private static final List<Key> KEYS =
            List.of(
                    open(
                            "data",
                            new Kind.Place("folder"),
                            "postrider-data",
                            "Where everything is kept; made if it is missing."),
                    open(
                            "store",
                            new Kind.Text(
                                    Pattern.compile("sqlite|postgresql://[^\\s@]+/[^\\s@]+"),
                                    "sqlite or postgresql://host:port/database"),
                            "sqlite",
                            "The database: a file in the data folder, or a PostgreSQL server."),
                    open(
                            "store-user",
                            new Kind.Text(Pattern.compile("\\S{0,63}"), "name"),
                            "",
                            "Who we are to PostgreSQL."),
                    open(
                            "store-password-file",
                            new Kind.Place("file"),
                            "",
                            "Its first line is the password for PostgreSQL."),
                    secret(
                            "store-password",
                            new Kind.Text(Pattern.compile(".{0,1000}"), "text"),
                            "The password for PostgreSQL, where no file has it."),
                    open(
                            "key-file",
                            new Kind.Place("file"),
                            "",
                            "The key that seals all stored personal data; made at the first start."
                                    + " Where none is named: beside the data folder, its name with `.key`."),
                    open(
                            "api-key-file",
                            new Kind.Place("file"),
                            "",
                            "Where the first API key is written at the first start."
                                    + " Where none is named: beside the data folder, its name with `.api-key`."),
                    secret(
                            "api-key",
                            new Kind.Text(
                                    Pattern.compile("[\\x21-\\x7e]{20,200}"),
                                    "20 to 200 characters"),
                            "The first API key, instead of one that is made."),
                    open(
                            "http.host",
                            new Kind.Text(
                                    Pattern.compile("[A-Za-z0-9.:-]{1,253}"),
                                    "host name or address"),
                            "127.0.0.1",
                            "The address to listen on; `0.0.0.0` for all."),
                    open(
                            "http.port",
                            new Kind.Whole(0, 65_535, ""),
                            "8080",
                            "The port to listen on; 0 for any that is free."),
                    open(
                            "smtp.helo-name",
                            HOST_NAME,
                            "",
                            "What we call ourselves in EHLO. Where none is given: this machine's name."),
                    open(
                            "mail.message-id-domain",
                            DOMAIN,
                            "",
                            "The domain in Message-ID. Where none is given: that of the From address."),
                    open(
                            "mail.bounce-domain",
                            DOMAIN,
                            "",
                            "Where bounces, complaints and `mailto:` unsubscribes come back to, each message at"
                                    + " addresses of its own. Where none is given: bounces go to From."),
                    open(
                            "inbound.host",
                            new Kind.Text(
                                    Pattern.compile("[A-Za-z0-9.:-]{1,253}"),
                                    "host name or address"),
                            "127.0.0.1",
                            "The address to listen on for mail that comes back; `0.0.0.0` for all."),
                    open(
                            "inbound.port",
                            new Kind.Whole(0, 65_535, ""),
                            "",
                            "The port to take mail at, mostly 25; 0 for any that is free."
                                    + " Where none is given: no listener."),
                    open(
                            "inbound.certificate-file",
                            new Kind.Place("file"),
                            "",
                            "The certificate for STARTTLS, PEM, with its chain. Where none is given: no TLS."),
                    open(
                            "inbound.certificate-key-file",
                            new Kind.Place("file"),
                            "",
                            "The certificate's private key, PEM (PKCS #8)."),
                    open(
                            "inbound.connections",
                            new Kind.Whole(1, 10_000, "connections"),
                            "500",
                            "Taken at once; more are told to come again."),
                    open(
                            "inbound.connections-per-host",
                            new Kind.Whole(1, 10_000, "connections"),
                            "20",
                            "Taken at once of one address."),
                    open(
                            "inbound.pickup-folder",
                            new Kind.Place("folder"),
                            "",
                            "Where another mail server puts mail that comes back, as `*.eml`; made if it is missing."),
                    open(
                            "inbound.complaint-addresses",
                            new Kind.Text(
                                    Pattern.compile(
                                            "[!-~&&[^,@]]{1,64}@[A-Za-z0-9.-]{1,253}"
                                                    + "(,[!-~&&[^,@]]{1,64}@[A-Za-z0-9.-]{1,253}){0,9}"),
                                    "up to 10 addresses with commas between"),
                            "",
                            "Addresses that feedback loops were registered with; taken beside our own."),
                    open(
                            "feedback.soft-bounces",
                            new Kind.Whole(0, SoftBounceRule.CAMPAIGNS_MAX, "campaigns"),
                            "3",
                            "An address that bounces softly in so many, with nothing delivered in between, is suppressed for a"
                                    + " time; 0 for never."),
                    open(
                            "feedback.soft-bounce-days",
                            new Kind.Whole(1, 365, "days"),
                            "30",
                            "Soft bounces before that do not count."),
                    open(
                            "feedback.soft-bounce-suppress-days",
                            new Kind.Whole(1, 3_650, "days"),
                            "90",
                            "How long such an address is suppressed."),
                    open(
                            "unsubscribe.base-url",
                            new Kind.Text(
                                    Pattern.compile("https://[A-Za-z0-9.:-]+/([!-~]*/)?"),
                                    "https://host/path/"),
                            "",
                            "What one-click links in List-Unsubscribe begin with; what is behind it must reach the path `/u/` of"
                                    + " this server. Where none is given: no such link."),
                    open(
                            "tracking.base-url",
                            new Kind.Text(
                                    Pattern.compile("https://[A-Za-z0-9.:-]+/([!-~]*/)?"),
                                    "https://host/path/"),
                            "",
                            "What links and images of tracked campaigns begin with; what is behind it must reach the paths `/c/` and"
                                    + " `/o/` of this server, as long as mails are read. Where none is given: no campaign is tracked."),
                    open("dkim[].domain", DOMAIN, "", "The domain that signs (d=)."),
                    open(
                            "dkim[].selector",
                            new Kind.Text(
                                    Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?"),
                                    "selector"),
                            "",
                            "Which of the domain's keys (s=)."),
                    open(
                            "dkim[].key-file",
                            new Kind.Place("file"),
                            "",
                            "The private key, PEM (PKCS #8); RSA or Ed25519 is told by the key."),
                    open(
                            "limits.<provider>.connections",
                            new Kind.Whole(1, 1_000, "connections"),
                            "",
                            "To this mailbox provider at once. `default` stands for all that are not named."),
                    open(
                            "limits.<provider>.rate",
                            new Kind.Positive(1_000_000, "messages a second"),
                            "",
                            "To this mailbox provider, all campaigns together."),
                    open(
                            "profiles-file",
                            new Kind.Place("file"),
                            "",
                            "Shaping profiles of your own (docs/replies.md); each replaces the one of its provider."),
                    open(
                            "rules-folder",
                            new Kind.Place("folder"),
                            "",
                            "Rule packs of your own (docs/replies.md), asked before those of the program."),
                    open(
                            "queue.slot-seconds",
                            new Kind.Whole(1, 300, "seconds"),
                            "30",
                            "Times of next attempts are rounded up to this, so that visits stay few."),
                    open(
                            "queue.lease-seconds",
                            new Kind.Whole(10, 3_600, "seconds"),
                            "60",
                            "How long a shard is a sender's alone, unless it asks for longer."),
                    open(
                            "queue.visit-seconds",
                            new Kind.Whole(1, 600, "seconds"),
                            "20",
                            "How long a sender stays with one shard while others wait."),
                    open(
                            "campaigns.at-once",
                            new Kind.Whole(1, StartOrder.AT_ONCE_MAX, "campaigns"),
                            "100",
                            "Of a project; others wait for a place, the one whose window began first before all."),
                    open(
                            "guards.bounces.warn",
                            SHARE,
                            "0.05",
                            "Hard bounces of all that ended: from this share on a campaign is warned of."),
                    open(
                            "guards.bounces.pause",
                            SHARE,
                            "0.1",
                            "Hard bounces of all that ended: from this share on a campaign is paused."),
                    open(
                            "guards.complaints.warn",
                            SHARE,
                            "0.001",
                            "Complaints of what was delivered: from this share on a campaign is warned of."),
                    open(
                            "guards.complaints.pause",
                            SHARE,
                            "0.003",
                            "Complaints of what was delivered: from this share on a campaign is paused."),
                    open(
                            "guards.blocks.warn",
                            SHARE,
                            "0.05",
                            "BLOCKED of all that ended: from this share on a campaign is warned of."),
                    open(
                            "guards.blocks.pause",
                            SHARE,
                            "0.2",
                            "BLOCKED of all that ended: from this share on a campaign is paused."),
                    open(
                            "guards.off",
                            new Kind.Text(
                                    Pattern.compile(
                                            "(bounces|complaints|blocks)( (bounces|complaints|blocks)){0,2}"),
                                    "some of bounces, complaints, blocks, apart by blanks"),
                            "",
                            "Nobody watches these, unless a campaign asks for it."),
                    open(
                            "shutdown.grace-seconds",
                            new Kind.Whole(1, 600, "seconds"),
                            "30",
                            "How long a stop waits for what is in hand."),
                    open(
                            "routes.allow-private",
                            Kind.OneOf.yesOrNo(),
                            "false",
                            "Whether routes set through the API may lead to private addresses."),
                    open(
                            "dns.validates",
                            Kind.OneOf.yesOrNo(),
                            "false",
                            "Whether the system's name servers check DNSSEC and run on this machine or behind a way that is safe:"
                                    + " then DANE is believed."),
                    open(
                            "log.level",
                            new Kind.OneOf(List.of("error", "warn", "info", "debug")),
                            "info",
                            "How much is logged, on standard error."));

    private Schema() {}

    public static List<Key> keys() {
        return KEYS;
    }

    /// The key that a path in a file belongs to.
    static Optional<Key> find(String path) {
        return KEYS.stream().filter(key -> key.covers(path)).findFirst();
    }

    /// The key that was meant, if one is like enough.
    static Optional<String> meantBy(String path) {
        var plain = path.replaceAll("\\[[0-9]+]", "[]");
        return KEYS.stream()
                .map(Key::name)
                .min(Comparator.comparingInt(name -> edits(plain, name)))
                .filter(name -> edits(plain, name) <= Math.max(2, name.length() / 3));
    }

    /// Letters to change, add or drop to make one of the other (Levenshtein).
    private static int edits(String from, String to) {
        var before = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) before[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                var change = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(row[j - 1], before[j]));
            }
            before = row;
        }
        return before[to.length()];
    }
}

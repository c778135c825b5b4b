package postrider.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import postrider.audience.AddressHasher;
import postrider.audience.Blocks;
import postrider.audience.Expansion;
import postrider.audience.ListSample;
import postrider.audience.SoftBounceCount;
import postrider.audience.SuppressionBoard;
import postrider.campaign.Rate;
import postrider.delivery.CampaignBoard;
import postrider.delivery.CampaignNotes;
import postrider.delivery.Composers;
import postrider.delivery.Delivery;
import postrider.delivery.DeliveryParts;
import postrider.delivery.DeliverySettings;
import postrider.delivery.DeliverySettings.LaneLimit;
import postrider.delivery.GcraThrottle;
import postrider.delivery.GuardRound;
import postrider.delivery.Pace;
import postrider.delivery.Planner;
import postrider.delivery.Route;
import postrider.desk.CampaignDesk;
import postrider.desk.ListDesk;
import postrider.feedback.FeedbackDesk;
import postrider.lane.Lanes;
import postrider.lane.MailboxProvider;
import postrider.lane.MxResolver;
import postrider.mail.compose.MailComposers;
import postrider.mail.compose.MailedUnsubscribeLinks;
import postrider.mail.compose.ReturnPaths;
import postrider.mail.compose.SignedUnsubscribeLinks;
import postrider.mail.compose.TrackedLinks;
import postrider.mail.compose.UnsubscribeLinks;
import postrider.mail.dkim.DkimKey;
import postrider.mail.tlspolicy.TlsTally;
import postrider.mail.token.BounceDomain;
import postrider.mail.token.PublicTokens;
import postrider.mail.token.TokenKeys;
import postrider.report.Explanations;
import postrider.report.ForecastParts;
import postrider.report.Forecasts;
import postrider.report.Reports;
import postrider.seal.KeyRing;
import postrider.seal.KeyVault;
import postrider.seal.Seal;
import postrider.server.config.Config;
import postrider.sql.SqlPorts;

/// Calls the constructors of everything that stands on the ports, in order.
final class Assembly {
    /// Long enough to meet the next message, short enough for any host.
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Config config;
    private final KeyVault vault;
    private final SqlPorts ports;
    private final SmtpRoutes routes;
    private final TlsTally tlsTally;
    private final ProviderFacts facts;
    private final InstantSource clock = InstantSource.system();
    private final Seal seal = new Seal(new Zstd());
    private final Pace pace = new Pace(clock);
    private final CampaignNotes notes = new CampaignNotes();
    private final KeyRing keys;
    private final Blocks blocks;
    private final AddressHasher hasher;
    private final SuppressionBoard suppressed;
    private final SoftBounceCount softBounces;
    private final Lanes lanes;
    private final Composers composers;

    Assembly(
            Config config,
            MxResolver resolver,
            KeyVault vault,
            SqlPorts ports,
            SmtpRoutes routes,
            TlsTally tlsTally,
            ProviderFacts facts) {
        this.config = config;
        this.vault = vault;
        this.ports = ports;
        this.routes = routes;
        this.tlsTally = tlsTally;
        this.facts = facts;
        keys = new KeyRing(vault);
        blocks = new Blocks(seal, keys);
        hasher = new AddressHasher(vault.derive(KeyVault.Purpose.ADDRESS_HASH));
        suppressed = new SuppressionBoard(ports.suppressions(), hasher, clock);
        softBounces =
                new SoftBounceCount(
                        ports.softBounces(), suppressed, hasher, config.softBounces(), clock);
        lanes = new Lanes(facts.profiles().table(), resolver, System::nanoTime);
        composers = composers(config, vault);
    }

    Parts parts() {
        var delivering = delivering();
        var delivery = new Delivery(delivering);
        var planner = planner(delivering, delivery);
        var reports = new Reports(ports.reader(), ports.intake(), blocks, pace, notes);
        return new Parts(
                ports,
                vault,
                hasher,
                suppressed,
                composers,
                campaignDesk(planner),
                new ListDesk(ports.lists(), vault, keys, seal, clock),
                new FeedbackDesk(
                        ports.campaigns(),
                        ports.reader(),
                        ports.messages(),
                        blocks,
                        suppressed,
                        softBounces,
                        delivery),
                reports,
                new Explanations(reports, delivery, lanes, clock),
                new Forecasts(forecasting(delivering)),
                delivery,
                planner,
                pace,
                notes,
                routes,
                tlsTally,
                clock);
    }

    private DeliveryParts delivering() {
        return new DeliveryParts(
                new CampaignBoard(
                        ports.campaigns(), ports.templates(), ports.routes(), composers, clock),
                suppressed,
                softBounces,
                ports.queue(),
                ports.messages(),
                blocks,
                lanes,
                new GcraThrottle(),
                ports.routeStates(),
                routes::transport,
                pace,
                settings(config, facts),
                clock,
                System::nanoTime,
                new Random());
    }

    private ForecastParts forecasting(DeliveryParts delivering) {
        return new ForecastParts(
                ports.campaigns(),
                ports.lists(),
                new ListSample(ports.lists(), lanes, seal, keys),
                ports.reader(),
                ports.intake(),
                ports.routes(),
                ports.routeStates(),
                delivering.transports(),
                delivering.settings(),
                pace,
                clock);
    }

    private Planner planner(DeliveryParts delivering, Delivery delivery) {
        var expansion =
                new Expansion(
                        ports.lists(),
                        lanes,
                        suppressed,
                        ports.messages(),
                        ports.intake(),
                        seal,
                        keys,
                        clock);
        return new Planner(
                delivering,
                ports.campaigns(),
                ports.templates(),
                composers,
                ports.intake(),
                expansion,
                delivery,
                config.campaigns().order(),
                guards(),
                notes);
    }

    private GuardRound guards() {
        return new GuardRound(
                ports.campaigns(),
                ports.reader(),
                ports.queue(),
                ports.intake(),
                pace,
                config.campaigns().guard(),
                notes);
    }

    private CampaignDesk campaignDesk(Planner planner) {
        return new CampaignDesk(
                ports.campaigns(),
                ports.templates(),
                ports.lists(),
                ports.routes(),
                composers,
                vault,
                ports.reader(),
                planner::changed,
                clock);
    }

    private static Composers composers(Config config, KeyVault vault) {
        var identity = config.identity();
        var web =
                identity.unsubscribeBase()
                        .<UnsubscribeLinks>map(
                                base -> new SignedUnsubscribeLinks(base, unsubscribeTokens(vault)))
                        .orElse(UnsubscribeLinks.NONE);
        var back = identity.bounceDomain().map(domain -> BounceDomain.of(domain, vault));
        var returnPaths =
                back.<ReturnPaths>map(domain -> domain.returnPaths()::address)
                        .orElse(ReturnPaths.FROM);
        var links =
                back.<UnsubscribeLinks>map(
                                domain -> new MailedUnsubscribeLinks(web, domain.unsubscribes()))
                        .orElse(web);
        return new MailComposers(
                dkimKeys(config),
                identity.messageIdDomain().orElse(""),
                returnPaths,
                links,
                trackedLinks(config, vault));
    }

    static Optional<TrackedLinks> trackedLinks(Config config, KeyVault vault) {
        var clicks = new PublicTokens(TokenKeys.of(vault, KeyVault.Purpose.CLICK));
        var opens = new PublicTokens(TokenKeys.of(vault, KeyVault.Purpose.OPEN));
        return config.identity().trackingBase().map(base -> new TrackedLinks(base, clicks, opens));
    }

    static PublicTokens unsubscribeTokens(KeyVault vault) {
        return new PublicTokens(TokenKeys.of(vault, KeyVault.Purpose.UNSUBSCRIBE));
    }

    private static List<DkimKey> dkimKeys(Config config) {
        var keys = new ArrayList<DkimKey>();
        for (var key : config.dkim())
            keys.add(dkimKey(key.domain(), key.selector(), key.keyFile()));
        return keys;
    }

    private static DkimKey dkimKey(String domain, String selector, Path file) {
        try {
            return DkimKey.parse(domain, selector, Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new Engines.CannotStart(
                    "the DKIM key %s cannot be used: %s".formatted(file, e.getMessage()));
        }
    }

    private static DeliverySettings settings(Config config, ProviderFacts facts) {
        var queue = config.queue();
        return new DeliverySettings(
                queue.lease(), queue.visit(), queue.slot(), IDLE, limits(config, facts));
    }

    /// `default` stands for every provider that is known and not named.
    private static Map<MailboxProvider, LaneLimit> limits(Config config, ProviderFacts facts) {
        var limits = new HashMap<MailboxProvider, LaneLimit>();
        var preset = config.limits().get(Config.DEFAULT_LIMITS);
        if (preset != null) {
            // The long tail has a profile too.
            for (var profile : facts.profiles().all())
                limits.put(profile.provider(), limit(preset));
        }
        config.limits()
                .forEach((name, own) -> {
                    if (!name.equals(Config.DEFAULT_LIMITS))
                        limits.put(new MailboxProvider(name), limit(own));
                });
        return limits;
    }

    private static LaneLimit limit(Config.ProviderLimits limits) {
        return new LaneLimit(
                limits.connections().orElse(Route.CONNECTIONS_MAX),
                limits.perSecond().isPresent()
                        ? Rate.perSecond(limits.perSecond().getAsDouble())
                        : Rate.UNLIMITED);
    }
}

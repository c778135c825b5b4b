package postrider.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import postrider.audience.AddressHasher;
import postrider.audience.Blocks;
import postrider.audience.Expansion;
import postrider.audience.SuppressionBoard;
import postrider.campaign.Rate;
import postrider.delivery.CampaignBoard;
import postrider.delivery.Composers;
import postrider.delivery.Delivery;
import postrider.delivery.DeliveryParts;
import postrider.delivery.DeliverySettings;
import postrider.delivery.DeliverySettings.LaneLimit;
import postrider.delivery.GcraThrottle;
import postrider.delivery.Pace;
import postrider.delivery.Planner;
import postrider.delivery.Route;
import postrider.desk.CampaignDesk;
import postrider.desk.ListDesk;
import postrider.desk.RouteSecrets;
import postrider.lane.Lanes;
import postrider.lane.MailboxProvider;
import postrider.lane.MxResolver;
import postrider.lane.ProviderTable;
import postrider.mail.compose.MailComposers;
import postrider.mail.compose.SignedUnsubscribeLinks;
import postrider.mail.compose.UnsubscribeLinks;
import postrider.mail.dkim.DkimKey;
import postrider.mail.dns.DnsMxResolver;
import postrider.message.StoreUnavailable;
import postrider.report.Reports;
import postrider.seal.KeyRing;
import postrider.seal.KeyVault;
import postrider.seal.MemoryKeyVault;
import postrider.seal.Seal;
import postrider.server.config.Config;
import postrider.server.log.Logs;
import postrider.sql.SqlConfig;
import postrider.sql.SqlPorts;

/// Calls the constructors of everything, in order. The one place that knows which database is in use.
public final class Wiring implements Engines {
    private static final String DATABASE = "postrider.db";
    private static final Duration DNS_LIMIT = Duration.ofSeconds(10);

    /// Long enough to meet the next message, short enough for any host.
    private static final Duration IDLE = Duration.ofSeconds(10);

    @Override
    public MxResolver dns() {
        return new DnsMxResolver(List.of(), DNS_LIMIT);
    }

    @Override
    public Engine open(Config config, MxResolver resolver) {
        return start(config, resolver);
    }

    @Override
    public Serving serve(Config config) {
        var engine = start(config, dns());
        try {
            return ApiDoor.open(config, engine, routes(config, engine.parts().vault()));
        } catch (RuntimeException e) {
            engine.close();
            if (e instanceof CannotStart) throw e;
            throw new CannotStart(
                    "cannot listen on %s port %d (%s): choose another with http.port"
                            .formatted(config.http().host(), config.http().port(), e.getMessage()));
        }
    }

    private static RunningEngine start(Config config, MxResolver resolver) {
        Logs.set(config.logLevel());
        var vault = vault(config);
        var ports = ports(config);
        try {
            var parts = parts(config, resolver, vault, ports);
            parts.suppressed().refresh();
            if (isAlone(config)) ports.intake().endLeases();
            parts.planner().start();
            return new RunningEngine(parts, config.grace());
        } catch (RuntimeException e) {
            ports.close();
            throw e;
        }
    }

    private static Parts parts(Config config, MxResolver resolver, KeyVault vault, SqlPorts ports) {
        var clock = InstantSource.system();
        var seal = new Seal(new Zstd());
        var keys = new KeyRing(vault);
        var blocks = new Blocks(seal, keys);
        var hasher = new AddressHasher(vault.derive(KeyVault.Purpose.ADDRESS_HASH));
        var suppressed = new SuppressionBoard(ports.suppressions(), hasher, clock);
        var lanes = new Lanes(ProviderTable.standard(), resolver, System::nanoTime);
        var composers = composers(config, vault);
        var pace = new Pace(clock);

        var board =
                new CampaignBoard(
                        ports.campaigns(), ports.templates(), ports.routes(), composers, clock);
        var delivering =
                new DeliveryParts(
                        board,
                        suppressed,
                        ports.queue(),
                        ports.messages(),
                        blocks,
                        lanes,
                        new GcraThrottle(),
                        routes(config, vault)::transport,
                        pace,
                        settings(config),
                        clock,
                        System::nanoTime,
                        new Random());
        var delivery = new Delivery(delivering);
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
        var planner =
                new Planner(
                        delivering,
                        ports.campaigns(),
                        ports.templates(),
                        composers,
                        ports.intake(),
                        expansion,
                        delivery);

        var campaignDesk =
                new CampaignDesk(
                        ports.campaigns(),
                        ports.templates(),
                        ports.lists(),
                        ports.routes(),
                        composers,
                        vault,
                        planner::changed,
                        clock);
        var listDesk = new ListDesk(ports.lists(), vault, keys, seal, clock);
        var reports = new Reports(ports.reader(), ports.intake(), blocks, pace);
        return new Parts(
                ports,
                vault,
                hasher,
                suppressed,
                composers,
                campaignDesk,
                listDesk,
                reports,
                delivery,
                planner,
                clock);
    }

    /// The key must be there wherever data is: a second one is never made.
    private static KeyVault vault(Config config) {
        var random = new SecureRandom();
        var isNew =
                switch (config.store()) {
                    case Config.Store.Sqlite _ ->
                            !Files.exists(config.data().resolve(DATABASE))
                                    && !Files.exists(config.keyFile());
                    case Config.Store.Postgresql _ -> !Files.exists(config.keyFile());
                };
        var key = isNew ? KeyFile.create(config.keyFile(), random) : KeyFile.read(config.keyFile());
        return new MemoryKeyVault(key, random);
    }

    private static SqlPorts ports(Config config) {
        try {
            var compression = new Zstd();
            return switch (config.store()) {
                case Config.Store.Sqlite _ ->
                        SqlPorts.open(
                                SqlConfig.of(
                                        "sqlite:" + config.data().resolve(DATABASE), compression));
                case Config.Store.Postgresql(var url, var user, var password) ->
                        SqlPorts.open(SqlConfig.of(url, compression).login(user, password));
            };
        } catch (StoreUnavailable e) {
            throw new CannotStart(String.valueOf(e.getMessage()));
        }
    }

    /// Whether no other process can hold leases: a data folder has one owner.
    private static boolean isAlone(Config config) {
        return switch (config.store()) {
            case Config.Store.Sqlite _ -> true;
            case Config.Store.Postgresql _ -> false;
        };
    }

    private static Composers composers(Config config, KeyVault vault) {
        var identity = config.identity();
        var links =
                identity.unsubscribeBase()
                        .<UnsubscribeLinks>map(base ->
                                new SignedUnsubscribeLinks(
                                        base, vault.derive(KeyVault.Purpose.UNSUBSCRIBE)))
                        .orElse(UnsubscribeLinks.NONE);
        return new MailComposers(dkimKeys(config), identity.messageIdDomain().orElse(""), links);
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
            throw new CannotStart(
                    "the DKIM key %s cannot be used: %s".formatted(file, e.getMessage()));
        }
    }

    private static SmtpRoutes routes(Config config, KeyVault vault) {
        var heloName = config.identity().heloName().orElseGet(Wiring::machineName);
        return new SmtpRoutes(heloName, new RouteSecrets(vault), config.privateRoutes());
    }

    private static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }

    private static DeliverySettings settings(Config config) {
        var queue = config.queue();
        return new DeliverySettings(
                queue.lease(), queue.visit(), queue.slot(), IDLE, limits(config));
    }

    /// `default` stands for every provider that is known and not named.
    private static Map<MailboxProvider, LaneLimit> limits(Config config) {
        var limits = new HashMap<MailboxProvider, LaneLimit>();
        var preset = config.limits().get(Config.DEFAULT_LIMITS);
        if (preset != null) {
            var table = ProviderTable.standard();
            for (var provider : table.byDomain().values()) limits.put(provider, limit(preset));
            for (var provider : table.byMxSuffix().values()) limits.put(provider, limit(preset));
            limits.put(MailboxProvider.LONG_TAIL, limit(preset));
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

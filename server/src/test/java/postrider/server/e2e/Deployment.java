package postrider.server.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import postrider.audience.SoftBounceRule;
import postrider.campaign.Guard;
import postrider.delivery.StartOrder;
import postrider.lane.MxResolver;
import postrider.server.Engine;
import postrider.server.Engines;
import postrider.server.Wiring;
import postrider.server.config.Config;
import postrider.sql.SqlConfig;
import postrider.testkit.sim.StaticMxResolver;

/// One deployment and its data, which outlive the engines that are opened and closed over them.
final class Deployment {
    /// What takes half a minute elsewhere: due times of retries are rounded up to it.
    private static final Duration SLOT = Duration.ofMillis(250);

    /// What links to unsubscribe begin with.
    static final String UNSUBSCRIBE = "https://shop.example/u/";

    /// What tracked links begin with.
    static final String TRACKING = "https://t.shop.example/";

    /// What a feedback loop was registered with.
    static final String COMPLAINTS = "fbl@shop.example";

    private final Path folder;
    private final Config.Store store;
    private final Map<String, Config.ProviderLimits> limits;
    private final Config.Campaigns campaigns;
    private final Optional<Config.Inbound> inbound;

    private Deployment(
            Path folder,
            Config.Store store,
            Map<String, Config.ProviderLimits> limits,
            Config.Campaigns campaigns,
            Optional<Config.Inbound> inbound) {
        this.folder = folder;
        this.store = store;
        this.limits = limits;
        this.campaigns = campaigns;
        this.inbound = inbound;
    }

    static Deployment in(Path folder) {
        return new Deployment(
                folder,
                new Config.Store.Sqlite(),
                Map.of(),
                Config.Campaigns.DEFAULT,
                Optional.empty());
    }

    /// To which mail comes back: by SMTP, and through a folder.
    Deployment takingMailBack() {
        var listener = new Config.Listener("127.0.0.1", 0, Optional.empty(), 100, 100);
        var ways =
                new Config.Inbound(
                        Optional.of(listener), Optional.of(pickup()), Set.of(COMPLAINTS));
        return new Deployment(folder, store, limits, campaigns, Optional.of(ways));
    }

    /// Where mail that comes back may be put.
    Path pickup() {
        return folder.resolve("pickup");
    }

    /// On a database server instead of a file.
    Deployment on(Config.Store.Postgresql server) {
        return new Deployment(folder, server, limits, campaigns, inbound);
    }

    /// With a limit of starts per second to this mailbox provider, whichever campaign they are of.
    Deployment limiting(String provider, double perSecond) {
        var limit = new Config.ProviderLimits(OptionalInt.empty(), OptionalDouble.of(perSecond));
        return new Deployment(folder, store, Map.of(provider, limit), campaigns, inbound);
    }

    /// With so many campaigns that run at once.
    Deployment running(int atOnce) {
        var few = new Config.Campaigns(new StartOrder(atOnce), Guard.DEFAULT);
        return new Deployment(folder, store, limits, few, inbound);
    }

    Engine open() {
        return open(new StaticMxResolver());
    }

    /// @param dns whom it asks for mail hosts
    Engine open(MxResolver dns) {
        return new Wiring().open(config(), dns);
    }

    /// With the API, for [Client]; domains under .test are hosts of their own.
    Engines.Serving serve() {
        return new Wiring().serve(config());
    }

    private Config config() {
        return new Config(
                folder.resolve("data"),
                store,
                folder.resolve("data.key"),
                folder.resolve("data.api-key"),
                Optional.of(Client.KEY),
                new Config.Http("127.0.0.1", 0),
                new Config.Identity(
                        Optional.of("localhost"),
                        Optional.empty(),
                        inbound.map(_ -> "bounces.shop.example"),
                        inbound.map(_ -> UNSUBSCRIBE),
                        Optional.of(TRACKING)),
                inbound.orElse(Config.Inbound.NONE),
                SoftBounceRule.DEFAULT,
                List.of(),
                limits,
                new Config.ProviderFiles(Optional.empty(), Optional.empty()),
                new Config.Queue(SLOT, Duration.ofSeconds(60), Duration.ofSeconds(20)),
                campaigns,
                Duration.ofSeconds(30),
                Config.PrivateRoutes.ALLOWED,
                Config.NameServers.ANSWER,
                Config.LogLevel.WARN);
    }

    /// What is stored, for a look at it while no engine is open.
    Stored stored() {
        return Stored.open(sqlConfig());
    }

    private SqlConfig sqlConfig() {
        return switch (store) {
            case Config.Store.Sqlite _ -> Stored.sqlite(folder.resolve("data"));
            case Config.Store.Postgresql(var url, var user, var password) ->
                    SqlConfig.of(url, new StoredZstd()).login(user, password);
        };
    }
}

package postrider.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import postrider.desk.RouteSecrets;
import postrider.lane.MxResolver;
import postrider.mail.dns.DnsMxResolver;
import postrider.mail.dns.DnsPolicyRecords;
import postrider.mail.reply.ReplyClassifier;
import postrider.mail.smtp.SmtpTransport;
import postrider.mail.tlspolicy.Authorities;
import postrider.mail.tlspolicy.DomainPolicies;
import postrider.mail.tlspolicy.HttpsPolicySource;
import postrider.mail.tlspolicy.TlsPolicies;
import postrider.mail.tlspolicy.TlsTally;
import postrider.message.StoreUnavailable;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;
import postrider.server.config.Config;
import postrider.server.log.Logs;
import postrider.sql.SqlConfig;
import postrider.sql.SqlPorts;

/// Opens what a configuration names, and puts an engine together on it. The one place that knows which
/// database is in use.
public final class Wiring implements Engines {
    private static final String DATABASE = "postrider.db";
    private static final Duration DNS_LIMIT = Duration.ofSeconds(10);

    /// A connection waits for these: RFC 8461 3.3 would give the fetch a minute.
    private static final Duration POLICY_DNS_LIMIT = Duration.ofSeconds(5);

    private static final Duration POLICY_FETCH_LIMIT = Duration.ofSeconds(10);

    @Override
    public MxResolver dns() {
        return new ReservedNames(new DnsMxResolver(List.of(), DNS_LIMIT));
    }

    @Override
    public Engine open(Config config, MxResolver resolver) {
        return start(config, resolver, ProviderFacts.of(config));
    }

    @Override
    public Serving serve(Config config) {
        var facts = ProviderFacts.of(config);
        var engine = start(config, dns(), facts);
        try {
            var inbound = InboundDoor.open(config, heloName(config), engine.parts(), facts);
            return serve(config, engine, inbound, facts);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static Serving serve(
            Config config, RunningEngine engine, InboundDoor inbound, ProviderFacts facts) {
        try {
            return ApiDoor.open(config, engine, inbound, facts.rules());
        } catch (RuntimeException e) {
            inbound.close();
            if (e instanceof CannotStart) throw e;
            throw new CannotStart(
                    "cannot listen on %s port %d (%s): choose another with http.port"
                            .formatted(config.http().host(), config.http().port(), e.getMessage()));
        }
    }

    private static RunningEngine start(Config config, MxResolver resolver, ProviderFacts facts) {
        Logs.set(config.logLevel());
        var vault = vault(config);
        var ports = ports(config);
        var tally = new TlsTally();
        try {
            var parts =
                    new Assembly(
                                    config,
                                    resolver,
                                    vault,
                                    ports,
                                    routes(config, vault, facts, tally),
                                    tally,
                                    facts)
                            .parts();
            parts.suppressed().refresh();
            if (isAlone(config)) ports.intake().endLeases();
            parts.planner().start();
            return new RunningEngine(parts, config.grace());
        } catch (RuntimeException e) {
            ports.close();
            throw e;
        }
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
        return new MasterKeyVault(key, random);
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

    private static SmtpRoutes routes(
            Config config, KeyVault vault, ProviderFacts facts, TlsTally tally) {
        return new SmtpRoutes(
                heloName(config),
                new RouteSecrets(vault),
                config.privateRoutes(),
                SmtpTransport.Direct.of(facts.profiles(), policies(config, tally)),
                new ReplyClassifier(facts.rules(), InstantSource.system()));
    }

    private static TlsPolicies policies(Config config, TlsTally tally) {
        var authorities = Authorities.ofPlatform();
        return new DomainPolicies(
                new DnsPolicyRecords(List.of(), POLICY_DNS_LIMIT),
                switch (config.nameServers()) {
                    case VALIDATE -> DomainPolicies.Resolver.VALIDATES;
                    case ANSWER -> DomainPolicies.Resolver.UNKNOWN;
                },
                new HttpsPolicySource(
                        authorities, HttpsPolicySource::wellKnown, POLICY_FETCH_LIMIT),
                authorities,
                tally,
                System::nanoTime);
    }

    private static String heloName(Config config) {
        return config.identity().heloName().orElseGet(Wiring::machineName);
    }

    private static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}

package postrider.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.Optional;
import postrider.api.ApiConfig;
import postrider.api.ApiParts;
import postrider.api.ApiServer;
import postrider.api.calls.Readiness;
import postrider.api.http.ApiLimits;
import postrider.campaign.ProjectId;
import postrider.feedback.ReadersDesk;
import postrider.mail.compose.LinkTargets;
import postrider.mail.reply.RuleBook;
import postrider.message.StoreUnavailable;
import postrider.server.config.Config;

/// The engine with its API, and the door for mail that comes back, in front.
final class ApiDoor implements Engines.Serving {
    private final RunningEngine engine;
    private final InboundDoor inbound;
    private final ApiServer server;
    private final ReadersDesk readers;
    private final Optional<Engines.FirstKey> firstKey;
    private final URI url;

    private ApiDoor(
            RunningEngine engine,
            InboundDoor inbound,
            ApiServer server,
            ReadersDesk readers,
            URI url,
            Optional<Engines.FirstKey> firstKey) {
        this.engine = engine;
        this.inbound = inbound;
        this.server = server;
        this.readers = readers;
        this.url = url;
        this.firstKey = firstKey;
    }

    /// @param rules those by which replies are understood
    static ApiDoor open(Config config, RunningEngine engine, InboundDoor inbound, RuleBook rules) {
        var firstKey = FirstKeys.ensure(config, engine.parts());
        var http = config.http();
        var readers = readers(engine.parts());
        var server =
                ApiServer.start(
                        new ApiConfig(http.host(), http.port(), ApiLimits.DEFAULT),
                        parts(
                                config,
                                engine.parts(),
                                readers,
                                meters(engine.parts(), inbound, readers, rules)));
        var host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return new ApiDoor(
                engine,
                inbound,
                server,
                readers,
                URI.create("http://" + host + ":" + server.port()),
                firstKey);
    }

    private static ReadersDesk readers(Parts parts) {
        return new ReadersDesk(parts.ports().reader(), parts.ports().messages());
    }

    private static ApiParts parts(
            Config config, Parts parts, ReadersDesk readers, PrometheusMeterRegistry meters) {
        var ports = parts.ports();
        return new ApiParts(
                parts.campaignDesk(),
                parts.listDesk(),
                parts.feedbackDesk(),
                readers,
                Assembly.unsubscribeTokens(parts.vault())::message,
                new TrackedTokens(
                        Assembly.trackedLinks(config, parts.vault()),
                        new LinkTargets(ports.campaigns(), ports.templates())),
                parts.reports(),
                parts.explanations(),
                parts.forecasts(),
                ports.campaigns(),
                ports.templates(),
                ports.lists(),
                ports.routes(),
                ports.suppressions(),
                parts.suppressed(),
                parts.hasher(),
                ports.apiKeys(),
                ports.idempotency(),
                parts.vault(),
                parts.composers(),
                parts.routes(),
                meters,
                readiness(parts),
                parts.clock());
    }

    private static PrometheusMeterRegistry meters(
            Parts parts, InboundDoor inbound, ReadersDesk readers, RuleBook rules) {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        meters.getPrometheusRegistry().register(new EngineMetrics(parts));
        meters.getPrometheusRegistry().register(new InboundMetrics(inbound.tally()));
        FunctionCounter.builder("postrider.reads.lost", readers, ReadersDesk::lost)
                .description("Openings and clicks that were not kept because too many waited.")
                .register(meters);
        meters.getPrometheusRegistry().register(new TlsMetrics(parts.tlsTally()));
        meters.getPrometheusRegistry().register(new RuleMetrics(rules));
        return meters;
    }

    /// Ready is who can read the store and knows the suppressions.
    private static Readiness readiness(Parts parts) {
        return () -> {
            try {
                parts.ports().apiKeys().list(ProjectId.FIRST);
            } catch (StoreUnavailable e) {
                return Optional.of("the store cannot be reached");
            }
            return parts.suppressed().isFresh(parts.clock().instant())
                    ? Optional.empty()
                    : Optional.of("what is known of suppressions is too old");
        };
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Optional<Engines.FirstKey> firstKey() {
        return firstKey;
    }

    @Override
    public Optional<Integer> inboundPort() {
        return inbound.port();
    }

    /// The doors first, so that nothing comes in that finds the store closed.
    @Override
    public void close() {
        server.close();
        inbound.close();
        readers.close();
        engine.close();
    }
}

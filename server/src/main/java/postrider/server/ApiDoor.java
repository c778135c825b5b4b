package postrider.server;

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
import postrider.message.StoreUnavailable;
import postrider.server.config.Config;

/// The engine with its API, and the door for mail that comes back, in front.
final class ApiDoor implements Engines.Serving {
    private final RunningEngine engine;
    private final InboundDoor inbound;
    private final ApiServer server;
    private final Optional<Engines.FirstKey> firstKey;
    private final URI url;

    private ApiDoor(
            RunningEngine engine,
            InboundDoor inbound,
            ApiServer server,
            URI url,
            Optional<Engines.FirstKey> firstKey) {
        this.engine = engine;
        this.inbound = inbound;
        this.server = server;
        this.url = url;
        this.firstKey = firstKey;
    }

    static ApiDoor open(Config config, RunningEngine engine, InboundDoor inbound) {
        var firstKey = FirstKeys.ensure(config, engine.parts());
        var http = config.http();
        var server =
                ApiServer.start(
                        new ApiConfig(http.host(), http.port(), ApiLimits.DEFAULT),
                        parts(engine.parts(), inbound));
        var host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return new ApiDoor(
                engine,
                inbound,
                server,
                URI.create("http://" + host + ":" + server.port()),
                firstKey);
    }

    private static ApiParts parts(Parts parts, InboundDoor inbound) {
        var ports = parts.ports();
        return new ApiParts(
                parts.campaignDesk(),
                parts.listDesk(),
                parts.feedbackDesk(),
                Assembly.unsubscribeTokens(parts.vault())::message,
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
                meters(parts, inbound),
                readiness(parts),
                parts.clock());
    }

    private static PrometheusMeterRegistry meters(Parts parts, InboundDoor inbound) {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        meters.getPrometheusRegistry().register(new EngineMetrics(parts));
        meters.getPrometheusRegistry().register(new InboundMetrics(inbound.tally()));
        meters.getPrometheusRegistry().register(new TlsMetrics(parts.tlsTally()));
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
        engine.close();
    }
}

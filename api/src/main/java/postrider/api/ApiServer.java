package postrider.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import postrider.api.calls.CampaignCalls;
import postrider.api.calls.ExplainCalls;
import postrider.api.calls.ForecastCalls;
import postrider.api.calls.HealthCalls;
import postrider.api.calls.KeyCalls;
import postrider.api.calls.ListCalls;
import postrider.api.calls.ReportCalls;
import postrider.api.calls.RouteCalls;
import postrider.api.calls.SuppressionCalls;
import postrider.api.calls.TemplateCalls;
import postrider.api.calls.UnsubscribeCalls;
import postrider.api.http.Cursors;
import postrider.api.http.Gate;
import postrider.api.http.Operation;
import postrider.api.http.Refusal;
import postrider.desk.RouteSecrets;

/// The API's door. Serves until it is closed; each request has its own virtual thread.
public final class ApiServer implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 1_000;
    private static final int STOP_MS = 5_000;

    private final Javalin javalin;
    private final List<Operation> operations;

    private ApiServer(Javalin javalin, List<Operation> operations) {
        this.javalin = javalin;
        this.operations = operations;
    }

    /// @throws RuntimeException if the port is taken
    public static ApiServer start(ApiConfig config, ApiParts parts) {
        var operations = operations(config, parts);
        var gate =
                new Gate(
                        parts.keys(),
                        parts.idempotency(),
                        config.limits(),
                        parts.meters(),
                        parts.clock());
        var javalin = Javalin.create(c -> configure(c, config, gate, operations));
        return new ApiServer(javalin.start(), operations);
    }

    private static List<Operation> operations(ApiConfig config, ApiParts parts) {
        var cursors = new Cursors(parts.vault());
        var desk = parts.campaignDesk();
        var all = new ArrayList<Operation>();
        all.addAll(new HealthCalls(parts.readiness(), parts.meters()).operations());
        all.addAll(new CampaignCalls(desk, parts.campaigns(), cursors).operations());
        all.addAll(new ReportCalls(desk, parts.reports(), parts.routes(), cursors).operations());
        all.addAll(new ExplainCalls(desk, parts.explanations()).operations());
        all.addAll(new ForecastCalls(desk, parts.forecasts()).operations());
        all.addAll(
                new ListCalls(parts.listDesk(), parts.lists(), cursors, config.limits())
                        .operations());
        all.addAll(
                new TemplateCalls(parts.templates(), parts.composers(), cursors, parts.clock())
                        .operations());
        all.addAll(
                new RouteCalls(parts.routes(), new RouteSecrets(parts.vault()), parts.routeCheck())
                        .operations());
        all.addAll(
                new SuppressionCalls(
                                parts.suppressions(),
                                parts.suppressionBoard(),
                                parts.addressHasher(),
                                cursors,
                                parts.clock())
                        .operations());
        all.addAll(
                new UnsubscribeCalls(parts.unsubscribeTokens(), parts.feedbackDesk(), parts.clock())
                        .operations());
        all.addAll(new KeyCalls(parts.keys(), parts.clock()).operations());
        return List.copyOf(all);
    }

    private static void configure(
            JavalinConfig c, ApiConfig config, Gate gate, List<Operation> operations) {
        c.startup.showJavalinBanner = false;
        c.startup.showOldJavalinVersionWarning = false;
        c.startup.startupWatcherEnabled = false;
        c.concurrency.useVirtualThreads = true;
        c.http.prefer405over404 = true;
        c.http.compressionStrategy = CompressionStrategy.NONE;
        c.jetty.host = config.host();
        c.jetty.port = config.port();
        c.jetty.modifyHttpConfiguration(ApiServer::sayLittle);
        c.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, server));
            server.setErrorHandler(new PlainErrors());
            server.setStopTimeout(STOP_MS);
        });
        for (var operation : operations) {
            c.routes.addHttpHandler(
                    HandlerType.findOrCreate(operation.method()),
                    operation.path(),
                    http -> gate.pass(http, operation));
        }
        c.routes.exception(HttpResponseException.class, (e, http) -> gate.refuse(http, refusal(e)));
        c.routes.exception(
                Exception.class,
                (e, http) ->
                        gate.refuse(
                                http,
                                new Refusal(400, "bad_request", "the request cannot be read")));
    }

    private static void sayLittle(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(true);
    }

    /// Only the router throws these: for a path or a method that is not there.
    private static Refusal refusal(HttpResponseException e) {
        if (e instanceof MethodNotAllowedResponse) {
            var allowed = e.getDetails().values().stream().collect(Collectors.joining(", "));
            return new Refusal(405, "method_not_allowed", "this path takes " + allowed)
                    .with("Allow", allowed);
        }
        if (e.getStatus() == 404) {
            return new Refusal(
                    404, "no_such_path", "there is no such path: GET /v1/openapi.yaml tells all");
        }
        return new Refusal(e.getStatus(), "bad_request", "the request cannot be read");
    }

    /// Where it listens, if the system chose.
    public int port() {
        return javalin.port();
    }

    /// All calls, for whoever compares them with the description.
    public List<Operation> operations() {
        return operations;
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

package postrider.api.calls;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import postrider.api.http.Access;
import postrider.api.http.Operation;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Json;

/// What machines ask: is it up, is it ready, how is it doing, what can it do.
public final class HealthCalls {
    private final Readiness readiness;
    private final PrometheusMeterRegistry meters;
    private final String description = description();

    public HealthCalls(Readiness readiness, PrometheusMeterRegistry meters) {
        this.readiness = readiness;
        this.meters = meters;
    }

    private static String description() {
        try (var in = HealthCalls.class.getResourceAsStream("/postrider/api/openapi.yaml")) {
            if (in == null) throw new IllegalStateException("openapi.yaml is not in this build");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Operation> operations() {
        return List.of(
                open(
                        "/health",
                        Access.ANYONE,
                        () -> Response.ok(Json.object().put("status", "up"))),
                open("/ready", Access.ANYONE, this::ready),
                open(
                        "/metrics",
                        Access.LOOPBACK,
                        () ->
                                Response.text(
                                        "text/plain; version=0.0.4; charset=utf-8",
                                        meters.scrape())),
                open(
                        "/v1/openapi.yaml",
                        Access.ANYONE,
                        () -> Response.text("application/yaml; charset=utf-8", description)));
    }

    private static Operation open(String path, Access access, Operation.OpenAction action) {
        return new Operation.Open("GET", path, access, action);
    }

    private Response ready() {
        readiness
                .trouble()
                .ifPresent(trouble -> {
                    throw new Refusal(503, "not_ready", trouble);
                });
        return Response.ok(Json.object().put("status", "ready"));
    }
}

package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postrider.api.http.Call;
import postrider.api.http.Operation;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Fields;
import postrider.api.json.Json;
import postrider.delivery.Route;
import postrider.delivery.Routes;
import postrider.desk.ApiKey.Role;
import postrider.desk.RouteSecrets;
import postrider.lane.MailboxProvider;
import postrider.pacing.DailyCap;
import postrider.pacing.RouteChoice.Candidate;
import postrider.pacing.WarmupCurve;

/// `/v1/routes`: the ways out. Users and passwords go in and never come out.
public final class RouteCalls {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final int CONNECTIONS = 20;
    private static final double WEIGHT_MIN = 0.001;
    private static final int PROVIDER_MAX = 20;

    private final Routes routes;
    private final RouteSecrets secrets;
    private final RouteCheck check;

    public RouteCalls(Routes routes, RouteSecrets secrets, RouteCheck check) {
        this.routes = routes;
        this.secrets = secrets;
        this.check = check;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("/v1/routes", this::list),
                Operation.get("/v1/routes/{name}", this::one),
                Operation.put("/v1/routes/{name}", Role.ADMIN, this::put),
                Operation.delete("/v1/routes/{name}", Role.ADMIN, this::remove));
    }

    private Response list(Call call) {
        call.query().check();
        var body = Json.object();
        body.set("data", Json.array(routes.list(call.project()), RouteCalls::json));
        return Response.ok(body);
    }

    private Response one(Call call) {
        return Response.ok(json(find(call).orElseThrow(() -> missing(call))));
    }

    private Optional<Route> find(Call call) {
        var name = call.path("name");
        return NAME.matcher(name).matches() ? routes.find(call.project(), name) : Optional.empty();
    }

    private static Refusal missing(Call call) {
        return Refusal.missing("route named " + call.path("name"));
    }

    private Response put(Call call) throws IOException {
        var name = call.path("name");
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(
                    422,
                    "invalid_name",
                    "a route's name is 1 to 40 of a-z, 0-9, - and _, and begins with a letter or digit");
        }
        var old = find(call);
        var fields = call.fields();
        fields.require("target");
        var target = target(fields);
        var secret = secret(fields, call, target);
        var limits = limits(fields);
        var use = use(fields);
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
        var stored = routes.put(new Route(0, call.project(), name, target, secret, limits, use));
        return old.isPresent()
                ? Response.ok(json(stored))
                : Response.created(json(stored), "/v1/routes/" + name);
    }

    private static Route.Limits limits(Fields fields) {
        var perDay = fields.whole("per_day", 1, (int) DailyCap.PER_DAY_MAX);
        return new Route.Limits(
                fields.whole("connections", 1, Route.CONNECTIONS_MAX).orElse(CONNECTIONS),
                PlanReader.rate(fields, "rate_rps"),
                perDay.isPresent() ? OptionalLong.of(perDay.getAsInt()) : OptionalLong.empty(),
                fields.object("warmup").flatMap(RouteCalls::warmup));
    }

    private static Optional<WarmupCurve> warmup(Fields fields) {
        Function<Long, Optional<Long>> count =
                number ->
                        number < 1 || number > WarmupCurve.PER_DAY_MAX
                                ? Optional.empty()
                                : Optional.of(number);
        var days =
                fields.items(
                        "per_day",
                        WarmupCurve.DAYS_MAX,
                        _ -> Optional.empty(),
                        count,
                        "invalid_count",
                        "messages a day are whole numbers from 1 to " + WarmupCurve.PER_DAY_MAX);
        fields.refuseUnknown();
        if (days.isEmpty()) return Optional.of(WarmupCurve.DEFAULT);
        try {
            return Optional.of(new WarmupCurve(days));
        } catch (IllegalArgumentException e) {
            fields.problem("per_day", "falling_curve", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Route.Use use(Fields fields) {
        return new Route.Use(
                fields.number("weight", WEIGHT_MIN, Candidate.WEIGHT_MAX)
                        .orElse(Route.WEIGHT_DEFAULT),
                providers(fields),
                PlanReader.engagement(fields));
    }

    private Set<MailboxProvider> providers(Fields fields) {
        var known = check.providers();
        var names = fields.texts("providers", Route.PROVIDERS_MAX, PROVIDER_MAX);
        for (var name : names) {
            if (known.contains(name)) continue;
            fields.problem(
                    "providers",
                    "unknown_provider",
                    "there is no mailbox provider \"%s\": known are %s"
                            .formatted(name, String.join(", ", known)));
        }
        return names.stream()
                .filter(known::contains)
                .map(MailboxProvider::new)
                .collect(Collectors.toSet());
    }

    private String target(Fields fields) {
        var target = fields.line("target", Route.TARGET_MAX);
        if (target.isEmpty()) return "";
        if (target.get().indexOf('@') >= 0) {
            fields.problem(
                    "target",
                    "secret_in_target",
                    "give user and password in their own fields: a target is shown to everyone");
        } else {
            fields.problems().addAll(check.problems(target.get()));
        }
        return target.get();
    }

    /// Left out, a secret stays with the target it was given for; it is never sent to another.
    private byte[] secret(Fields fields, Call call, String target) {
        var user = fields.text("user", RouteSecrets.TEXT_MAX).filter(text -> !text.isEmpty());
        var password = fields.text("password", RouteSecrets.TEXT_MAX);
        if (user.isPresent() != password.isPresent()) {
            fields.problem(
                    user.isPresent() ? "password" : "user",
                    "required",
                    "user and password go together");
        }
        if (user.isPresent() && password.isPresent()) {
            return secrets.close(
                    call.project(),
                    call.path("name"),
                    new RouteSecrets.Secret(user.get(), password.get()));
        }
        var kept = find(call).map(Route::sealedSecret).orElse(new byte[0]);
        if (kept.length == 0 || fields.has("user") || fields.has("password")) return new byte[0];
        if (find(call).filter(old -> old.target().equals(target)).isPresent()) return kept;
        fields.problem(
                "user",
                "secret_needed",
                "the target changed: give user and password again, or null for none");
        return new byte[0];
    }

    private Response remove(Call call) {
        if (find(call).isEmpty() || !routes.remove(call.project(), call.path("name")))
            throw missing(call);
        return Response.none();
    }

    private static ObjectNode json(Route route) {
        var json = Json.object();
        json.put("name", route.name());
        json.put("target", route.target());
        json.put("has_secret", route.sealedSecret().length > 0);
        json.put("connections", route.connections());
        json.set("rate_rps", PlanWriter.rate(route.rate()));
        if (route.limits().perDay().isPresent())
            json.put("per_day", route.limits().perDay().getAsLong());
        else json.putNull("per_day");
        route.limits()
                .warmup()
                .ifPresentOrElse(
                        curve -> {
                            var days = json.putObject("warmup").putArray("per_day");
                            curve.perDay().forEach(days::add);
                        },
                        () -> json.putNull("warmup"));
        json.put("weight", route.use().weight());
        json.put("engagement", PlanReader.text(route.use().engagement()));
        var providers = json.putArray("providers");
        route.use().providers().stream()
                .map(MailboxProvider::name)
                .sorted()
                .forEach(providers::add);
        return json;
    }
}

package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postrider.api.http.Call;
import postrider.api.http.Cursors;
import postrider.api.http.Operation;
import postrider.api.http.Page;
import postrider.api.http.Query;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Fields;
import postrider.api.json.Json;
import postrider.api.json.Times;
import postrider.audience.Address;
import postrider.audience.AddressHash;
import postrider.audience.AddressHasher;
import postrider.audience.Suppression;
import postrider.audience.SuppressionBoard;
import postrider.audience.SuppressionScope;
import postrider.audience.Suppressions;
import postrider.desk.ApiKey.Role;

/// `/v1/suppressions`: who must not be written to. Addresses are kept as keyed hashes only, so a list
/// of them shows hashes.
public final class SuppressionCalls {
    static final int ADDRESSES_MAX = 10_000;

    private static final int ADDRESS_TEXT_MAX = 320;
    private static final int TIME_TEXT_MAX = 40;

    private final Suppressions suppressions;
    private final SuppressionBoard board;
    private final AddressHasher hasher;
    private final SuppressionScopes scopes;
    private final Cursors cursors;
    private final InstantSource clock;

    public SuppressionCalls(
            Suppressions suppressions,
            SuppressionBoard board,
            AddressHasher hasher,
            SuppressionScopes scopes,
            Cursors cursors,
            InstantSource clock) {
        this.suppressions = suppressions;
        this.board = board;
        this.hasher = hasher;
        this.scopes = scopes;
        this.cursors = cursors;
        this.clock = clock;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.post("/v1/suppressions", Role.EDITOR, this::add),
                Operation.get("/v1/suppressions", this::list),
                Operation.delete("/v1/suppressions", Role.EDITOR, this::removeAsked),
                Operation.ask("/v1/suppressions/check", this::check),
                Operation.get("/v1/suppressions/{address}", this::one),
                Operation.delete("/v1/suppressions/{address}", Role.EDITOR, this::removeInPath));
    }

    /// After it has answered, no message to these addresses starts.
    private Response add(Call call) throws IOException {
        var fields = call.fields();
        var addresses = addresses(fields);
        var why =
                fields.choice("reason", List.of(Suppression.Why.values()), Suppression.Why::text)
                        .orElse(Suppression.Why.MANUAL);
        var scope = scopes.in(fields, call.project());
        var now = clock.instant();
        var until =
                fields.parsed(
                        "until",
                        TIME_TEXT_MAX,
                        text -> Times.parse(text).filter(now::isBefore),
                        "invalid_time",
                        "this must be a time to come, such as 2025-12-01T10:00:00Z");
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
        SuppressionScopes.mayChange(call, scope);
        board.refresh();
        suppressions.add(
                addresses.stream()
                        .map(address ->
                                new Suppression(scope, hash(address), why, "api", now, until))
                        .distinct()
                        // What holds for good is not replaced by what ends.
                        .filter(one -> until.isEmpty() || board.isNews(one))
                        .toList());
        board.refresh();
        // The addresses are not repeated: an answer may be remembered.
        return Response.ok(Json.object().put("suppressed", addresses.size()));
    }

    private static List<Address> addresses(Fields fields) {
        var given = new ArrayList<Address>();
        var problem = "this is no address: ";
        fields.text("address", ADDRESS_TEXT_MAX)
                .ifPresent(text -> {
                    switch (Address.parse(text)) {
                        case Address.Parsed.Valid(var address) -> given.add(address);
                        case Address.Parsed.Invalid(var wrong) ->
                                fields.problem("address", "invalid_address", problem + wrong);
                    }
                });
        given.addAll(
                fields.items(
                        "addresses",
                        ADDRESSES_MAX,
                        SuppressionCalls::parsed,
                        _ -> Optional.empty(),
                        "invalid_address",
                        "this is no address"));
        if (given.isEmpty() && fields.problems().isEmpty()) {
            fields.problem(
                    "addresses",
                    "required",
                    "give `address`, or `addresses` with at most " + ADDRESSES_MAX);
        }
        return given;
    }

    private static Optional<Address> parsed(String text) {
        return Address.parse(text) instanceof Address.Parsed.Valid(var address)
                ? Optional.of(address)
                : Optional.empty();
    }

    private AddressHash hash(Address address) {
        return hasher.hash(Address.normalised(address.local(), address.domain()));
    }

    private Response list(Call call) {
        var query = call.query();
        var limit = query.count("limit", Page.LIMIT_MAX, Page.LIMIT);
        var cursor = query.text("cursor");
        var of = listed(query, call);
        var address = address(query);
        query.check();
        var writer = writer(call);
        if (address.isPresent())
            return new Page<>(held(call, hash(address.get())), Optional.<String>empty())
                    .response(call, writer::json);
        var scope = "suppressions " + call.project() + " " + of.text();
        var after = cursor.map(text -> key(of, cursors.read(scope, text)));
        var read = suppressions.list(of, after, limit + 1);
        return Page.of(read, limit, last -> cursors.write(scope, text(last.key())))
                .response(call, writer::json);
    }

    /// The global ones are for the operator's eyes.
    private static SuppressionScope listed(Query query, Call call) {
        var project = SuppressionScope.of(call.project());
        return switch (query.text("scope").orElse("project")) {
            case "project" -> project;
            case "global" -> {
                SuppressionScopes.mayChange(call, SuppressionScope.GLOBAL);
                yield SuppressionScope.GLOBAL;
            }
            default -> {
                query.problem("scope", "unknown_scope", "project or global can be listed");
                yield project;
            }
        };
    }

    private static Optional<Address> address(Query query) {
        var text = query.text("address");
        var address = text.flatMap(SuppressionCalls::parsed);
        if (text.isPresent() && address.isEmpty())
            query.problem("address", "invalid_address", "this is no address");
        return address;
    }

    private static String text(Suppression.Key key) {
        return key.address() + " " + key.scope().kind().code() + " " + key.scope().id();
    }

    private static Suppression.Key key(SuppressionScope of, String text) {
        var parts = text.split(" ", 3);
        var kind = SuppressionScope.Kind.of(Integer.parseInt(parts[1]));
        var scope = new SuppressionScope(kind, of.project(), Long.parseLong(parts[2]));
        return new Suppression.Key(AddressHash.parse(parts[0]).orElseThrow(), scope);
    }

    private SuppressionWriter writer(Call call) {
        return new SuppressionWriter(SuppressionScopes.isOperator(call));
    }

    private List<Suppression> held(Call call, AddressHash address) {
        var now = clock.instant();
        return suppressions.find(call.project(), address).stream()
                .filter(suppression -> !suppression.isOver(now))
                .toList();
    }

    private Response check(Call call) throws IOException {
        var fields = call.fields();
        var addresses = addresses(fields);
        var scope = scopes.in(fields, call.project());
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
        board.refresh();
        var circles = List.of(SuppressionScope.GLOBAL, SuppressionScope.of(call.project()), scope);
        var body = Json.object();
        body.set("data", Json.array(addresses, address -> checked(call, address, circles)));
        return Response.ok(body);
    }

    /// Most are not suppressed, which the board tells without the store.
    private ObjectNode checked(Call call, Address address, List<SuppressionScope> circles) {
        var hash = hash(address);
        var found =
                board.holds(hash, circles)
                        ? held(call, hash).stream()
                                .filter(one -> circles.contains(one.scope()))
                                .findFirst()
                        : Optional.<Suppression>empty();
        var json = Json.object().put("address", address.toString());
        json.put("suppressed", found.isPresent());
        var told = found.map(writer(call)::json).orElse(Json.object());
        for (var name : List.of("reason", "scope", "until"))
            json.set(name, told.has(name) ? told.get(name) : Json.nothing());
        return json;
    }

    private Response one(Call call) {
        var found = held(call, hash(inPath(call)));
        if (found.isEmpty()) throw missing();
        return Response.ok(writer(call).json(found.getFirst()));
    }

    private static Address inPath(Call call) {
        return parsed(call.path("address")).orElseThrow(SuppressionCalls::missing);
    }

    private static Refusal missing() {
        return Refusal.missing("suppression of this address");
    }

    private Response removeInPath(Call call) {
        var query = call.query();
        var scope = scopes.in(query, call.project());
        query.check();
        return remove(call, scope, inPath(call));
    }

    /// For addresses that no path can hold: one with a slash.
    private Response removeAsked(Call call) {
        var query = call.query();
        var scope = scopes.in(query, call.project());
        var address = address(query);
        if (query.text("address").isEmpty())
            query.problem("address", "required", "say whose suppression to take back");
        query.check();
        return remove(call, scope, address.orElseThrow(SuppressionCalls::missing));
    }

    private Response remove(Call call, SuppressionScope scope, Address address) {
        SuppressionScopes.mayChange(call, scope);
        if (!suppressions.remove(scope, hash(address), clock.instant())) throw missing();
        board.refresh();
        return Response.none();
    }
}

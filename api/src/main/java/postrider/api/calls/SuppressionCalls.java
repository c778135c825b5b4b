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
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Fields;
import postrider.api.json.Json;
import postrider.audience.Address;
import postrider.audience.AddressHash;
import postrider.audience.AddressHasher;
import postrider.audience.Suppression;
import postrider.audience.SuppressionBoard;
import postrider.audience.Suppressions;
import postrider.desk.ApiKey.Role;

/// `/v1/suppressions`: who must not be written to. Addresses are kept as keyed hashes only, so a list
/// of them shows hashes.
public final class SuppressionCalls {
    static final int ADDRESSES_MAX = 10_000;

    private static final int ADDRESS_TEXT_MAX = 320;

    private final Suppressions suppressions;
    private final SuppressionBoard board;
    private final AddressHasher hasher;
    private final Cursors cursors;
    private final InstantSource clock;

    public SuppressionCalls(
            Suppressions suppressions,
            SuppressionBoard board,
            AddressHasher hasher,
            Cursors cursors,
            InstantSource clock) {
        this.suppressions = suppressions;
        this.board = board;
        this.hasher = hasher;
        this.cursors = cursors;
        this.clock = clock;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.post("/v1/suppressions", Role.EDITOR, this::add),
                Operation.get("/v1/suppressions", this::list),
                Operation.ask("/v1/suppressions/check", this::check),
                Operation.get("/v1/suppressions/{address}", this::one),
                Operation.delete("/v1/suppressions/{address}", Role.EDITOR, this::remove));
    }

    /// After it has answered, no message to these addresses starts.
    private Response add(Call call) throws IOException {
        var fields = call.fields();
        var addresses = addresses(fields);
        var why =
                fields.choice("reason", List.of(Suppression.Why.values()), Suppression.Why::text)
                        .orElse(Suppression.Why.MANUAL);
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
        var now = clock.instant();
        suppressions.add(
                addresses.stream()
                        .map(address ->
                                new Suppression(call.project(), hash(address), why, "api", now))
                        .distinct()
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
        query.check();
        var scope = "suppressions " + call.project();
        var after = cursor.map(text -> hash(cursors.read(scope, text)));
        var read = suppressions.list(call.project(), after, limit + 1);
        return Page.of(read, limit, last -> cursors.write(scope, last.address().toString()))
                .response(call, SuppressionCalls::json);
    }

    private static AddressHash hash(String hex) {
        return new AddressHash(
                Long.parseUnsignedLong(hex.substring(0, 16), 16),
                Long.parseUnsignedLong(hex.substring(16), 16));
    }

    private Response check(Call call) throws IOException {
        var fields = call.fields();
        var addresses = addresses(fields);
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
        var body = Json.object();
        body.set("data", Json.array(addresses, address -> checked(call, address)));
        return Response.ok(body);
    }

    private ObjectNode checked(Call call, Address address) {
        var found = suppressions.find(call.project(), hash(address));
        var json =
                Json.object()
                        .put("address", address.toString())
                        .put("suppressed", found.isPresent());
        found.ifPresentOrElse(
                f -> json.put("reason", f.why().text()), () -> json.putNull("reason"));
        return json;
    }

    private Response one(Call call) {
        return Response.ok(
                json(
                        suppressions
                                .find(call.project(), hash(inPath(call)))
                                .orElseThrow(SuppressionCalls::missing)));
    }

    private static Address inPath(Call call) {
        return parsed(call.path("address")).orElseThrow(SuppressionCalls::missing);
    }

    private static Refusal missing() {
        return Refusal.missing("suppression of this address");
    }

    private Response remove(Call call) {
        if (!suppressions.remove(call.project(), hash(inPath(call)), clock.instant()))
            throw missing();
        board.refresh();
        return Response.none();
    }

    private static ObjectNode json(Suppression suppression) {
        var json = Json.object();
        json.put("address_hash", suppression.address().toString());
        json.put("reason", suppression.why().text());
        json.put("source", suppression.source());
        json.set("since", Json.time(suppression.since()));
        return json;
    }
}

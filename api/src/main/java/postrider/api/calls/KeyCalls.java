package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import postrider.api.http.Access;
import postrider.api.http.Call;
import postrider.api.http.KeyText;
import postrider.api.http.Operation;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Json;
import postrider.desk.ApiKey;
import postrider.desk.ApiKey.Role;
import postrider.desk.ApiKeys;

/// `/v1/keys`: who may call. A key is told once, when it is made.
public final class KeyCalls {
    private final ApiKeys keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public KeyCalls(ApiKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.post("/v1/keys", Role.ADMIN, this::create),
                new Operation.Keyed(
                        "GET", "/v1/keys", Access.ADMIN, Operation.Repeat.HARMLESS, this::list),
                Operation.delete("/v1/keys/{id}", Role.ADMIN, this::revoke));
    }

    private Response create(Call call) throws IOException {
        var fields = call.fields();
        fields.require("name");
        fields.require("role");
        var name = fields.line("name", ApiKey.NAME_MAX).orElse("");
        if (name.isBlank() && fields.problems().isEmpty())
            fields.problem("name", "blank", "a name says something");
        var role = fields.choice("role", List.of(Role.values()), Role::text).orElse(Role.READER);
        var expires = PlanReader.time(fields, "expires_at");
        var now = clock.instant();
        if (expires.isPresent() && !expires.get().isAfter(now))
            fields.problem("expires_at", "in_the_past", "a key expires in the future");
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Refusal.invalid(fields.problems());
        var text = KeyText.fresh(random);
        var key =
                keys.create(
                        new ApiKey(
                                0,
                                call.project(),
                                name,
                                role,
                                KeyText.hash(text),
                                now,
                                expires,
                                Optional.empty()));
        return Response.created(json(key).put("key", text), "/v1/keys/key_" + key.id())
                .repeatedAs(json(key).putNull("key"));
    }

    private Response list(Call call) {
        call.query().check();
        var body = Json.object();
        body.set("data", Json.array(keys.list(call.project()), KeyCalls::json));
        return Response.ok(body);
    }

    private Response revoke(Call call) {
        long id = Ids.inPath(call, "key", Ids::key);
        if (id == call.key().id()) {
            throw new Refusal(
                    409,
                    "own_key",
                    "a key does not revoke itself: use another key of the role admin");
        }
        if (!keys.revoke(call.project(), id, clock.instant()))
            throw Refusal.missing("key key_" + id);
        return Response.none();
    }

    private static ObjectNode json(ApiKey key) {
        var json = Json.object();
        json.put("id", "key_" + key.id());
        json.put("name", key.name());
        json.put("role", key.role().text());
        json.set("created_at", Json.time(key.created()));
        json.set("expires_at", key.expires().map(Json::time).orElse(Json.nothing()));
        json.set("revoked_at", key.revoked().map(Json::time).orElse(Json.nothing()));
        return json;
    }
}

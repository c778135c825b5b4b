package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postrider.api.http.Operation;

/// The description says what is so.
class OpenApiTest {
    private final World world = new World();
    private Description description = empty();

    private static Description empty() {
        try {
            return new Description("{}");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void read() throws IOException {
        description = new Description(world.get("/v1/openapi.yaml").http().body());
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void namesExactlyTheCallsThatThereAre() {
        var served =
                world.server.operations().stream().map(o -> o.method() + " " + o.path()).toList();

        assertThat(description.operations().keySet()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void namesTheRolesAndRepeats() {
        for (var operation : world.server.operations()) {
            var described = description.operation(operation.method() + " " + operation.path());
            switch (operation) {
                case Operation.Open _, Operation.Linked _ ->
                        assertThat(described.has("security")).as(operation.path()).isTrue();
                case Operation.Keyed keyed -> {
                    assertThat(described.path("x-role").asText())
                            .as(operation.path())
                            .isEqualTo(keyed.access().name().toLowerCase(Locale.ROOT));
                    var repeats =
                            described.path("parameters").toString().contains("IdempotencyKey");
                    assertThat(repeats)
                            .as(operation.path())
                            .isEqualTo(keyed.repeat() == Operation.Repeat.REMEMBERED);
                }
            }
        }
    }

    @Test
    void namesExactlyTheFieldsThatAreRead() {
        var id = world.campaign("email,first_name\nann@mail.example,Ann\n");
        var paths =
                Map.of(
                        "/v1/campaigns/{id}",
                        "/v1/campaigns/" + id,
                        "/v1/templates/{id}",
                        "/v1/templates/tmpl_1",
                        "/v1/templates/{id}/preview",
                        "/v1/templates/tmpl_1/preview",
                        "/v1/routes/{name}",
                        "/v1/routes/new");

        description
                .operations()
                .forEach((operation, described) -> {
                    var schema = description.requestSchema(described);
                    if (schema.isMissingNode()) return;
                    var body = new ObjectMapper().createObjectNode().put("nobody_reads_this", 1);
                    description.properties(schema).keySet().forEach(body::putNull);
                    nested(schema, body);
                    var parts = operation.split(" ");

                    var answered =
                            world.request(parts[0], paths.getOrDefault(parts[1], parts[1]))
                                    .with("If-Match", "*")
                                    .json(body.toString())
                                    .send();

                    assertThat(
                                    answered.errors().stream()
                                            .filter(error -> error.endsWith("unknown_field")))
                            .as(operation)
                            .containsExactly("/nobody_reads_this unknown_field");
                });
    }

    /// Objects of objects: their fields too.
    private void nested(JsonNode schema, ObjectNode body) {
        description
                .properties(schema)
                .forEach((name, property) -> {
                    var inner = property.has("oneOf") ? property.path("oneOf").get(1) : property;
                    var fields = description.properties(inner).keySet();
                    if (!fields.isEmpty()) fields.forEach(body.putObject(name)::putNull);
                });
    }

    private void suppress() {
        say("POST", "/v1/suppressions", "/v1/suppressions", "{\"address\":\"ann@mail.example\"}");
        say("GET", "/v1/suppressions", "/v1/suppressions", "");
        say("GET", "/v1/suppressions/ann@mail.example", "/v1/suppressions/{address}", "");
        var imported = world.request("POST", "/v1/suppressions/import").csv("email,reason\nx,\n");
        said.add(new Said("POST /v1/suppressions/import", imported.send()));
        say(
                "POST",
                "/v1/suppressions/check",
                "/v1/suppressions/check",
                "{\"addresses\":[\"ann@mail.example\",\"b@mail.example\"]}");
    }

    private void explain(String id) {
        say("GET", "/v1/messages/msg_1-0-0/explain", "/v1/messages/{id}/explain", "");
        say("GET", "/v1/campaigns/" + id + "/explain", "/v1/campaigns/{id}/explain", "");
        say("GET", "/v1/campaigns/" + id + "/forecast", "/v1/campaigns/{id}/forecast", "");
    }

    @Test
    void describesEveryAnswer() {
        var seen = new HashSet<String>();

        for (var said : conversation()) {
            var schema = description.answer(said.operation(), said.answered().status());
            assertThat(description.differences(schema, said.answered().json()))
                    .as(said.operation())
                    .isEmpty();
            if (said.answered().status() < 300) seen.add(said.operation());
        }

        assertThat(seen).containsAll(withJsonAnswers());
    }

    private Set<String> withJsonAnswers() {
        var names = new HashSet<String>();
        description
                .operations()
                .forEach((name, described) -> {
                    var content = described.path("responses").toString();
                    if (content.contains("\"application/json\"")) names.add(name);
                });
        return names;
    }

    private record Said(String operation, Answered answered) {}

    private final List<Said> said = new ArrayList<>();

    private Answered say(String method, String path, String template, String body) {
        var request = world.request(method, path).with("If-Match", "*");
        var answered = (body.isEmpty() ? request : request.json(body)).send();
        said.add(new Said(method + " " + template, answered));
        return answered;
    }

    /// Every call once, and some refusals.
    private List<Said> conversation() {
        var id = world.campaign("email,first_name\nann@mail.example,Ann\n");
        say("GET", "/health", "/health", "");
        say("GET", "/ready", "/ready", "");
        say("POST", "/v1/lists", "/v1/lists", "{\"name\":\"a\"}");
        say("GET", "/v1/lists", "/v1/lists", "");
        say("GET", "/v1/lists/list_1", "/v1/lists/{id}", "");
        said.add(
                new Said(
                        "PUT /v1/lists/{id}/contacts",
                        world.request("PUT", "/v1/lists/list_1/contacts")
                                .csv("email\nann@mail.example\nnobody\n")
                                .send()));
        say(
                "POST",
                "/v1/templates",
                "/v1/templates",
                "{\"name\":\"a\",\"html\":\"<p>{{ x }}</p>\"}");
        say("GET", "/v1/templates", "/v1/templates", "");
        say("GET", "/v1/templates/tmpl_1", "/v1/templates/{id}", "");
        say(
                "PUT",
                "/v1/templates/tmpl_2",
                "/v1/templates/{id}",
                "{\"name\":\"a\",\"html\":\"<p>{{ x }}</p>\"}");
        say(
                "POST",
                "/v1/templates/tmpl_2/preview",
                "/v1/templates/{id}/preview",
                "{\"values\":{\"x\":\"1\"}}");
        say("POST", "/v1/campaigns", "/v1/campaigns", World.plan("tmpl_1", "list_1"));
        say("POST", "/v1/campaigns", "/v1/campaigns", "{\"x\":1}");
        say("GET", "/v1/campaigns", "/v1/campaigns", "");
        say(
                "PATCH",
                "/v1/campaigns/" + id,
                "/v1/campaigns/{id}",
                "{\"send_window\":null,\"throttle\":null,\"reply_to\":\"a@b.example\"}");
        say("PUT", "/v1/campaigns/" + id, "/v1/campaigns/{id}", World.plan("tmpl_1", "list_1"));
        say("POST", "/v1/campaigns/" + id + "/schedule", "/v1/campaigns/{id}/schedule", "");
        say("POST", "/v1/campaigns/" + id + "/schedule", "/v1/campaigns/{id}/schedule", "");
        say("POST", "/v1/campaigns/" + id + "/pause", "/v1/campaigns/{id}/pause", "");
        say("POST", "/v1/campaigns/" + id + "/resume", "/v1/campaigns/{id}/resume", "");
        say("GET", "/v1/campaigns/" + id, "/v1/campaigns/{id}", "");
        world.deliverOne(id);
        say("GET", "/v1/campaigns/" + id + "/status", "/v1/campaigns/{id}/status", "");
        say("GET", "/v1/campaigns/" + id + "/messages", "/v1/campaigns/{id}/messages", "");
        say("GET", "/v1/messages/msg_1-0-0", "/v1/messages/{id}", "");
        explain(id);
        say("GET", "/v1/messages/msg_1-0-7", "/v1/messages/{id}", "");
        say("POST", "/v1/campaigns/" + id + "/cancel", "/v1/campaigns/{id}/cancel", "");
        say(
                "PUT",
                "/v1/routes/a",
                "/v1/routes/{name}",
                "{\"target\":\"smtp://a.example:25\",\"rate_rps\":0.5}");
        say("GET", "/v1/routes", "/v1/routes", "");
        say("GET", "/v1/routes/a", "/v1/routes/{name}", "");
        suppress();
        say("POST", "/v1/keys", "/v1/keys", "{\"name\":\"a\",\"role\":\"reader\"}");
        say("GET", "/v1/keys", "/v1/keys", "");
        return said;
    }
}

package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.api.http.ApiLimits;
import postrider.api.http.KeyText;
import postrider.campaign.ProjectId;
import postrider.desk.ApiKey;
import postrider.desk.ApiKey.Role;

class GateTest {
    private World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void asksForAKey() {
        var none = world.request("GET", "/v1/lists").without("Authorization").send();
        var basic = world.request("GET", "/v1/lists").with("Authorization", "Basic YTpi").send();
        var unknown = world.request("GET", "/v1/lists").as("prk_" + "x".repeat(43)).send();
        var endless = world.request("GET", "/v1/lists").as("x".repeat(5_000)).send();

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.code()).isEqualTo("missing_key");
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"postrider\"");
        assertThat(basic.code()).isEqualTo("invalid_key");
        assertThat(unknown.code()).isEqualTo("invalid_key");
        assertThat(endless.code()).isEqualTo("invalid_key");
    }

    @Test
    void refusesKeysThatAreOver() {
        var text = "prk_short-lived-for-this-test";
        world.keys.create(
                new ApiKey(
                        0,
                        ProjectId.FIRST,
                        "k",
                        Role.READER,
                        KeyText.hash(text),
                        World.START,
                        Optional.of(World.START.plusSeconds(60)),
                        Optional.empty()));

        var before = world.request("GET", "/v1/lists").as(text).send();
        world.pass(Duration.ofSeconds(60));
        var after = world.request("GET", "/v1/lists").as(text).send();

        assertThat(before.status()).isEqualTo(200);
        assertThat(after.status()).isEqualTo(401);
    }

    @Test
    void asksForTheRoleThatACallNeeds() {
        var readerLooks = world.request("GET", "/v1/lists").as(world.reader).send();
        var readerCreates =
                world.request("POST", "/v1/lists").as(world.reader).json("{\"name\":\"a\"}").send();
        var editorCreates =
                world.request("POST", "/v1/lists").as(world.editor).json("{\"name\":\"a\"}").send();
        var editorRoutes =
                world.request("PUT", "/v1/routes/a")
                        .as(world.editor)
                        .json("{\"target\":\"smtp://a.example:25\"}")
                        .send();
        var editorKeys = world.request("GET", "/v1/keys").as(world.editor).send();

        assertThat(readerLooks.status()).isEqualTo(200);
        assertThat(readerCreates.status()).isEqualTo(403);
        assertThat(readerCreates.code()).isEqualTo("role_needed");
        assertThat(editorCreates.status()).isEqualTo(201);
        assertThat(editorRoutes.status()).isEqualTo(403);
        assertThat(editorKeys.status()).isEqualTo(403);
    }

    @Test
    void knowsItsPathsAndMethods() {
        var path = world.get("/v1/campains");
        var root = world.get("/");
        var method = world.request("DELETE", "/v1/lists").send();
        var invented = world.request("BREW", "/v1/lists").send();
        var head = world.request("HEAD", "/v1/lists").send();

        assertThat(path.status()).isEqualTo(404);
        assertThat(path.code()).isEqualTo("no_such_path");
        assertThat(path.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(root.status()).isEqualTo(404);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET").contains("POST");
        assertThat(invented.status()).isIn(405, 501);
        assertThat(head.status()).isIn(200, 405);
    }

    @Test
    void refusesBodiesThatAreNoJson() {
        var broken = world.post("/v1/lists", "{\"name\":\n \"a\",}");
        var doubled = world.post("/v1/lists", "{\"name\":\"a\",\"name\":\"b\"}");
        var after = world.post("/v1/lists", "{\"name\":\"a\"} x");
        var deep = world.post("/v1/lists", "[".repeat(100_000));
        var array = world.post("/v1/lists", "[]");
        var empty = world.request("POST", "/v1/lists").send();
        var form =
                world.request("POST", "/v1/lists")
                        .json("name=a")
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .send();
        var latin =
                world.request("POST", "/v1/lists")
                        .json("{}")
                        .with("Content-Type", "application/json; charset=iso-8859-1")
                        .send();

        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("detail").asText()).contains("line 2, column");
        assertThat(doubled.status()).isEqualTo(400);
        assertThat(after.status()).isEqualTo(400);
        assertThat(deep.status()).isEqualTo(400);
        assertThat(array.errors()).containsExactly(" wrong_type");
        assertThat(empty.code()).isEqualTo("empty_body");
        assertThat(form.status()).isEqualTo(415);
        assertThat(latin.status()).isEqualTo(415);
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        var answered =
                world.post(
                        "/v1/templates",
                        "{\"name\":\"a\",\"html\":\"" + "x".repeat(3 << 20) + "\"}");

        assertThat(answered.status()).isEqualTo(413);
        assertThat(answered.json().path("detail").asText()).contains("2097152");
    }

    @Test
    void refusesWhoTakesNoJson() {
        assertThat(world.request("GET", "/v1/lists").with("Accept", "image/png").send().status())
                .isEqualTo(406);
        assertThat(
                        world.request("GET", "/v1/lists")
                                .with("Accept", "application/json")
                                .send()
                                .status())
                .isEqualTo(200);
    }

    @Test
    void refusesParametersThatAreNone() {
        var unknown = world.get("/v1/lists?limits=5");
        var range = world.get("/v1/lists?limit=0");
        var cursor = world.get("/v1/lists?cursor=abc");
        var broken = world.rawStatus("GET /v1/lists?limit=%zz HTTP/1.1");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("detail").asText()).contains("did you mean \"limit\"?");
        assertThat(range.errors()).containsExactly("?limit out_of_range");
        assertThat(cursor.code()).isEqualTo("invalid_cursor");
        assertThat(broken).isEqualTo(400);
    }

    @Test
    void takesNoCursorOfAnotherList() {
        world.post("/v1/lists", "{\"name\":\"a\"}");
        world.post("/v1/lists", "{\"name\":\"b\"}");
        var cursor = world.get("/v1/lists?limit=1").json().path("next_cursor").asText();
        var forged = (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1);

        assertThat(world.get("/v1/lists?limit=1&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(world.get("/v1/templates?cursor=" + cursor).code()).isEqualTo("invalid_cursor");
        assertThat(
                        world.request("GET", "/v1/lists?cursor=" + cursor)
                                .as(world.stranger)
                                .send()
                                .code())
                .isEqualTo("invalid_cursor");
        assertThat(world.get("/v1/lists?cursor=" + forged).code()).isEqualTo("invalid_cursor");
    }

    @Test
    void limitsTheRequestsOfAKey() {
        world.close();
        world = new World(new ApiLimits(1, 3, 4, 1_000, 1_000));

        var first = world.get("/v1/lists");
        world.get("/v1/lists");
        world.get("/v1/lists");
        var fourth = world.get("/v1/lists");
        var other = world.request("GET", "/v1/lists").as(world.editor).send();
        world.pass(Duration.ofSeconds(1));
        var later = world.get("/v1/lists");

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"default\";q=3;w=3");
        assertThat(first.header("RateLimit")).isEqualTo("\"default\";r=2;t=1");
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.header("Retry-After")).isEqualTo("1");
        assertThat(other.status()).isEqualTo(200);
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void answersARepeatWithWhatTheFirstWasTold() {
        var first =
                world.request("POST", "/v1/lists")
                        .json("{\"name\":\"a\"}")
                        .with("Idempotency-Key", "key-number-1")
                        .send();
        var again =
                world.request("POST", "/v1/lists")
                        .json("{\"name\":\"a\"}")
                        .with("Idempotency-Key", "\"key-number-1\"")
                        .send();
        var other =
                world.request("POST", "/v1/lists")
                        .json("{\"name\":\"b\"}")
                        .with("Idempotency-Key", "key-number-1")
                        .send();
        var elsewhere =
                world.request("POST", "/v1/lists")
                        .as(world.stranger)
                        .json("{\"name\":\"b\"}")
                        .with("Idempotency-Key", "key-number-1")
                        .send();
        var invalid =
                world.request("POST", "/v1/lists")
                        .json("{\"name\":\"b\"}")
                        .with("Idempotency-Key", "short")
                        .send();

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(elsewhere.status()).isEqualTo(201);
        assertThat(invalid.status()).isEqualTo(400);
        assertThat(world.get("/v1/lists").json().path("data").size()).isEqualTo(1);
    }

    @Test
    void letsARefusedRequestBeMendedUnderItsKey() {
        var refused =
                world.request("POST", "/v1/lists")
                        .json("{}")
                        .with("Idempotency-Key", "key-number-1")
                        .send();
        var mended =
                world.request("POST", "/v1/lists")
                        .json("{\"name\":\"a\"}")
                        .with("Idempotency-Key", "key-number-1")
                        .send();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(mended.status()).isEqualTo(201);
    }

    @Test
    void saysThatTheFirstIsStillUnderWay() {
        world.request("POST", "/v1/lists")
                .json("{\"name\":\"a\"}")
                .with("Idempotency-Key", "key-number-1")
                .send();
        var place = KeyText.hash("POST /v1/lists key-number-2");
        world.idempotency.claim(
                ProjectId.FIRST, place, KeyText.hash("{\"name\":\"a\"}"), World.START);

        var answered =
                world.request("POST", "/v1/lists")
                        .json("{\"name\":\"a\"}")
                        .with("Idempotency-Key", "key-number-2")
                        .send();

        assertThat(answered.status()).isEqualTo(409);
        assertThat(answered.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void tellsMachinesHowItIs() {
        var health = world.request("GET", "/health").without("Authorization").send();
        var ready = world.request("GET", "/ready").without("Authorization").send();
        world.get("/v1/lists");
        var metrics = world.request("GET", "/metrics").without("Authorization").send();
        var description = world.request("GET", "/v1/openapi.yaml").without("Authorization").send();
        world.notReady("the message store does not answer");
        var notReady = world.request("GET", "/ready").without("Authorization").send();

        assertThat(health.status()).isEqualTo(200);
        assertThat(ready.status()).isEqualTo(200);
        assertThat(metrics.http().body())
                .contains(
                        "postrider_api_requests_seconds_count{method=\"GET\",path=\"/v1/lists\",status=\"200\"} 1");
        assertThat(description.http().body()).startsWith("openapi: 3.1");
        assertThat(notReady.status()).isEqualTo(503);
        assertThat(notReady.json().path("detail").asText())
                .isEqualTo("the message store does not answer");
    }

    @Test
    void tellsBrowsersToTakeCare() {
        var answered = world.get("/v1/lists");

        assertThat(answered.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answered.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answered.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answered.header("Server")).isEmpty();
    }

    @Test
    void keepsTheTraceOfTheCaller() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        var answered =
                world.request("GET", "/v1/lists")
                        .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                        .send();

        assertThat(answered.header("Trace-Id")).isEqualTo(trace);
    }

    @Test
    void answersBrokenRequestsWithoutAMistake() throws IOException {
        for (var line :
                new String[] {
                    "GET /v1/suppressions/%zz HTTP/1.1",
                    "GET /v1/lists/%00 HTTP/1.1",
                    "GET //v1//lists HTTP/1.1",
                    "GET /v1/../lists HTTP/1.1",
                    "GET /v1/suppressions/a%2Fb@mail.example HTTP/1.1",
                    "GET /v1/lists HTTP/9.9",
                    "GET /v1/lists?%00=%ff HTTP/1.1",
                    "nonsense",
                    "GET /" + "x".repeat(20_000) + " HTTP/1.1"
                }) {
            assertThat(world.rawStatus(line)).as(line).isNotEqualTo(500);
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), world.server.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(
                            new String(
                                    socket.getInputStream().readNBytes(12),
                                    StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 400");
        }
    }
}

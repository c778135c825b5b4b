package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.api.http.Operation;

/// No input makes a mistake of ours.
class FuzzTest {
    private static final int ROUNDS = 1_500;

    private static final List<String> NAMES =
            List.of(
                    "name",
                    "from",
                    "from_name",
                    "reply_to",
                    "subject",
                    "template_id",
                    "recipient_list_id",
                    "send_window",
                    "start",
                    "end",
                    "throttle",
                    "global_rps",
                    "per_mx_rps",
                    "concurrency",
                    "retry_policy",
                    "delays",
                    "then",
                    "expiry",
                    "jitter",
                    "on_uncertain",
                    "guards",
                    "bounces",
                    "off",
                    "warn",
                    "pause",
                    "canary",
                    "share",
                    "settle_minutes",
                    "tracking",
                    "routes",
                    "html",
                    "text",
                    "values",
                    "target",
                    "user",
                    "password",
                    "connections",
                    "rate_rps",
                    "address",
                    "addresses",
                    "reason",
                    "role",
                    "expires_at",
                    "email",
                    "x/y~z",
                    "");

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "ann@mail.example",
                    "tmpl_1",
                    "list_1",
                    "cmp_1",
                    "tmpl_0",
                    "list_99999999999999999999",
                    "2025-12-01T10:00Z",
                    "+999999999-12-31T23:59:59Z",
                    "2025-13-01T10:00Z",
                    "1m",
                    "PT1M",
                    "P999999999999D",
                    "-1m",
                    "9999999999999999999m",
                    "hold",
                    "off",
                    "admin",
                    "smtp://relay.example:25",
                    "manual",
                    "\u0000",
                    "\r\nBcc: x@y.example",
                    "💥",
                    "\uD800",
                    "{{ a }}",
                    "{{",
                    "{% for %}",
                    "../../etc/passwd",
                    "' or 1=1 --",
                    "<script>",
                    "a".repeat(2_000),
                    "*",
                    "\"1\"",
                    "key_1",
                    "msg_1-0-0",
                    "null",
                    "NaN",
                    "1e999",
                    "relay");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void neverMakesAMistake() {
        world.campaign("email,first_name\nann@mail.example,Ann\n");
        var seed = new Random().nextLong();
        var random = new Random(seed);

        for (int i = 0; i < ROUNDS; i++) {
            var operation =
                    world.server.operations().get(random.nextInt(world.server.operations().size()));
            var request = request(operation, random);
            var answered = request.send();

            assertThat(answered.status())
                    .as(
                            "seed %d, round %d, %s %s: %s",
                            seed, i, operation.method(), operation.path(), answered.http().body())
                    .isLessThan(500);
        }
    }

    private World.Request request(Operation operation, Random random) {
        var path =
                operation
                        .path()
                        .replace("{id}", encoded(pick(TEXTS, random)))
                        .replace("{name}", encoded(pick(TEXTS, random)))
                        .replace("{token}", encoded(pick(TEXTS, random)))
                        .replace("{number}", encoded(pick(TEXTS, random)))
                        .replace("{address}", encoded(pick(TEXTS, random)));
        if (random.nextInt(3) == 0)
            path +=
                    "?"
                            + encoded(pick(List.of("limit", "cursor", "status", "x"), random))
                            + "="
                            + encoded(pick(TEXTS, random));
        var request = world.request(operation.method(), path);
        if (random.nextInt(4) == 0)
            request.with("If-Match", pick(List.of("*", "\"1\"", "1", ",,", "W/\"1\""), random));
        if (random.nextInt(4) == 0)
            request.with(
                    "Idempotency-Key",
                    pick(List.of("12345678", "\"\"", "x", "a b c d e f"), random));
        if (operation.method().equals("GET")) return request;
        var text =
                switch (random.nextInt(4)) {
                    case 0 -> pick(TEXTS, random);
                    case 1 -> json(random, 4).toString();
                    default -> nearlyRight(random);
                };
        request.json(text);
        if (random.nextInt(5) == 0)
            request.with(
                    "Content-Type",
                    pick(
                            List.of(
                                    "text/csv",
                                    "application/x-ndjson",
                                    "x",
                                    "application/json;charset"),
                            random));
        if (random.nextInt(20) == 0)
            request.with("Content-Encoding", pick(List.of("gzip", "br", ""), random));
        return request;
    }

    /// A campaign with one to three fields that are not as they should be.
    private static String nearlyRight(Random random) {
        try {
            var plan = (ObjectNode) new ObjectMapper().readTree(World.plan("tmpl_1", "list_1"));
            for (int i = random.nextInt(3); i >= 0; i--)
                plan.set(pick(NAMES, random), json(random, 3));
            return plan.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Java's client wants no empty parts of a path.
    private static String encoded(String text) {
        return text.isEmpty() ? "-" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static JsonNode json(Random random, int depth) {
        var json = JsonNodeFactory.instance;
        return switch (random.nextInt(depth == 4 ? 2 : depth == 0 ? 8 : 10)) {
            case 0, 1, 8 -> {
                var object = json.objectNode();
                for (int i = random.nextInt(6); depth > 0 && i > 0; i--)
                    object.set(pick(NAMES, random), json(random, depth - 1));
                yield object;
            }
            case 2, 3 -> json.textNode(pick(TEXTS, random));
            case 4 -> json.numberNode(random.nextInt(-5, 2_000));
            case 5 ->
                    json.numberNode(random.nextDouble() * Math.pow(10, random.nextInt(-300, 300)));
            case 6 -> json.booleanNode(random.nextBoolean());
            case 7 -> json.nullNode();
            default -> {
                var array = json.arrayNode();
                for (int i = random.nextInt(4); depth > 0 && i > 0; i--)
                    array.add(json(random, depth - 1));
                yield array;
            }
        };
    }
}

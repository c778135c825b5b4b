package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;

class SuppressionCallsTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void holdsAnAddressAsSoonAsItHasAnswered() {
        var answered =
                world.post(
                        "/v1/suppressions",
                        "{\"address\":\"Ann@Mail.example\",\"reason\":\"complaint\"}");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.json().path("suppressed").asInt()).isEqualTo(1);
        assertThat(world.board.holds(ProjectId.FIRST, "ann@mail.example")).isTrue();
        assertThat(world.board.holds(World.OTHERS, "ann@mail.example")).isFalse();
    }

    @Test
    void tellsAndTakesBack() {
        world.post(
                "/v1/suppressions", "{\"addresses\":[\"ann@mail.example\",\"b+c@mail.example\"]}");

        var one = world.get("/v1/suppressions/B+c@mail.example");
        var checked =
                world.post(
                        "/v1/suppressions/check",
                        "{\"addresses\":[\"ann@mail.example\",\"x@mail.example\"]}");
        var all = world.get("/v1/suppressions");
        var removed = world.request("DELETE", "/v1/suppressions/ann@mail.example").send();
        var again = world.request("DELETE", "/v1/suppressions/ann@mail.example").send();

        assertThat(one.json().path("reason").asText()).isEqualTo("manual");
        assertThat(one.json().path("source").asText()).isEqualTo("api");
        assertThat(checked.json().path("data").toString())
                .isEqualTo(
                        "[{\"address\":\"ann@mail.example\",\"suppressed\":true,\"reason\":\"manual\","
                                + "\"scope\":\"project\",\"until\":null},"
                                + "{\"address\":\"x@mail.example\",\"suppressed\":false,\"reason\":null,"
                                + "\"scope\":null,\"until\":null}]");
        assertThat(all.json().path("data").size()).isEqualTo(2);
        assertThat(all.http().body()).doesNotContain("@");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(world.board.holds(ProjectId.FIRST, "ann@mail.example")).isFalse();
    }

    @Test
    void holdsInAListAloneWhatIsSaidOfTheList() {
        var list = world.list("email\nann@mail.example\n");
        var body = "{\"address\":\"ann@mail.example\",\"scope\":\"%s\"}";

        var added = world.post("/v1/suppressions", body.formatted(list));

        assertThat(added.status()).isEqualTo(200);
        var asked = "/v1/suppressions/check";
        var anywhere = world.post(asked, "{\"address\":\"ann@mail.example\"}");
        var inList = world.post(asked, body.formatted(list));
        assertThat(anywhere.json().at("/data/0/suppressed").asBoolean()).isFalse();
        assertThat(inList.json().at("/data/0/scope").asText()).isEqualTo(list);
        var path = "/v1/suppressions/ann@mail.example";
        assertThat(world.request("DELETE", path).send().status()).isEqualTo(404);
        var removed = world.request("DELETE", path + "?scope=" + list).send();
        assertThat(removed.status()).isEqualTo(204);
        assertThat(world.get(path).status()).isEqualTo(404);
    }

    @Test
    void refusesScopesThatAreNotThere() {
        for (var scope : new String[] {"list_99", "cmp_99", "hearsay", ""}) {
            var body = "{\"address\":\"ann@mail.example\",\"scope\":\"" + scope + "\"}";

            assertThat(world.post("/v1/suppressions", body).errors())
                    .containsExactly("/scope unknown_scope");
        }
        var list = world.list("email\nann@mail.example\n");
        var strangers =
                world.request("POST", "/v1/suppressions")
                        .as(world.stranger)
                        .json("{\"address\":\"ann@mail.example\",\"scope\":\"" + list + "\"}")
                        .send();
        assertThat(strangers.errors()).containsExactly("/scope unknown_scope");
    }

    @Test
    void letsTheOperatorAloneSuppressEverywhere() {
        var body = "{\"address\":\"ann@mail.example\",\"scope\":\"global\",\"reason\":\"erased\"}";
        for (var other : new String[] {world.editor, world.stranger}) {
            var refused = world.request("POST", "/v1/suppressions").as(other).json(body).send();
            assertThat(refused.code()).isEqualTo("operator_needed");
            var listed = world.request("GET", "/v1/suppressions?scope=global").as(other).send();
            assertThat(listed.code()).isEqualTo("operator_needed");
        }

        world.post("/v1/suppressions", body);

        assertThat(world.board.holds(World.OTHERS, "ann@mail.example")).isTrue();
        var path = "/v1/suppressions/ann@mail.example";
        var seen = world.request("GET", path).as(world.stranger).send().json();
        assertThat(seen.path("scope").asText()).isEqualTo("global");
        assertThat(seen.path("reason").isNull()).isTrue();
        assertThat(world.get(path).json().path("reason").asText()).isEqualTo("erased");
        assertThat(world.get("/v1/suppressions?scope=global").json().path("data")).hasSize(1);
        var away = world.request("DELETE", path + "?scope=global");
        assertThat(away.as(world.stranger).send().code()).isEqualTo("operator_needed");
        assertThat(away.as(world.admin).send().status()).isEqualTo(204);
        assertThat(world.board.holds(World.OTHERS, "ann@mail.example")).isFalse();
    }

    @Test
    void holdsUntilTheTimeThatIsSaid() {
        var body = "{\"address\":\"ann@mail.example\",\"until\":\"%s\"}";
        var past = world.post("/v1/suppressions", body.formatted("2025-11-01T07:59:59Z"));
        assertThat(past.errors()).containsExactly("/until invalid_time");

        world.post("/v1/suppressions", body.formatted("2025-11-02T08:00:00Z"));

        var path = "/v1/suppressions/ann@mail.example";
        assertThat(world.get(path).json().path("until").asText()).isEqualTo("2025-11-02T08:00:00Z");
        world.pass(Duration.ofDays(1));
        assertThat(world.get(path).status()).isEqualTo(404);
    }

    @Test
    void keepsWhatHoldsForGoodFromWhatEnds() {
        world.post("/v1/suppressions", "{\"address\":\"a@mail.example\",\"reason\":\"complaint\"}");

        world.post(
                "/v1/suppressions",
                "{\"address\":\"a@mail.example\",\"until\":\"2025-11-02T08:00:00Z\"}");

        var held = world.get("/v1/suppressions/a@mail.example").json();
        assertThat(held.path("reason").asText()).isEqualTo("complaint");
        assertThat(held.path("until").isNull()).isTrue();
    }

    @Test
    void findsAndTakesBackAnAddressWithASlash() {
        world.post("/v1/suppressions", "{\"address\":\"a/b@mail.example\"}");
        var path = "/v1/suppressions?address=a%2Fb@mail.example";

        assertThat(world.get(path).json().path("data")).hasSize(1);
        assertThat(world.request("DELETE", path).send().status()).isEqualTo(204);
        assertThat(world.request("DELETE", path).send().status()).isEqualTo(404);
        assertThat(world.get(path).json().path("data")).isEmpty();
        assertThat(world.request("DELETE", "/v1/suppressions").send().errors())
                .containsExactly("?address required");
        assertThat(world.request("DELETE", "/v1/suppressions?address=x").send().errors())
                .containsExactly("?address invalid_address");
    }

    @Test
    void refusesAQueryInACharsetThatIsNone() {
        var request = world.request("DELETE", "/v1/suppressions?address=a@mail.example");

        assertThat(request.with("Content-Type", "text/csv;charset").send().status()).isEqualTo(415);
    }

    @Test
    void pagesByHash() {
        for (int i = 0; i < 5; i++)
            world.post("/v1/suppressions", "{\"address\":\"a" + i + "@mail.example\"}");

        var first = world.get("/v1/suppressions?limit=3");
        var second = world.get(first.header("Link").replaceAll("<(.*)>.*", "$1"));

        assertThat(first.json().path("data").size()).isEqualTo(3);
        assertThat(second.json().path("data").size()).isEqualTo(2);
        assertThat(second.json().path("has_more").asBoolean()).isFalse();
    }

    @Test
    void refusesAllIfOneIsNoAddress() {
        var answered =
                world.post(
                        "/v1/suppressions",
                        "{\"addresses\":[\"ann@mail.example\",\"nobody\",7],\"reason\":\"hate\"}");

        assertThat(answered.errors())
                .containsExactlyInAnyOrder(
                        "/addresses/1 invalid_address",
                        "/addresses/2 invalid_address",
                        "/reason unknown_value");
        assertThat(world.board.holds(ProjectId.FIRST, "ann@mail.example")).isFalse();
        assertThat(world.post("/v1/suppressions", "{}").errors())
                .containsExactly("/addresses required");
        assertThat(world.get("/v1/suppressions/nobody").status()).isEqualTo(404);
    }
}

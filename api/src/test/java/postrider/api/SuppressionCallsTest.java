package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

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
                        "[{\"address\":\"ann@mail.example\",\"suppressed\":true,\"reason\":\"manual\"},"
                                + "{\"address\":\"x@mail.example\",\"suppressed\":false,\"reason\":null}]");
        assertThat(all.json().path("data").size()).isEqualTo(2);
        assertThat(all.http().body()).doesNotContain("@");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(world.board.holds(ProjectId.FIRST, "ann@mail.example")).isFalse();
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

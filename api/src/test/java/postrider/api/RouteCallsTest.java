package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;
import postrider.desk.RouteSecrets;

class RouteCallsTest {
    private static final String WITH_SECRET =
            "{\"target\":\"smtp://relay.example:587\",\"user\":\"shop\",\"password\":\"s3cret\"}";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Answered put(String json) {
        return world.request("PUT", "/v1/routes/relay").json(json).send();
    }

    private RouteSecrets.Secret secret() {
        var route = world.routes.find(ProjectId.FIRST, "relay").orElseThrow();
        return new RouteSecrets(world.vault)
                .open(ProjectId.FIRST, "relay", route.sealedSecret())
                .orElseThrow();
    }

    @Test
    void putsShowsAndRemovesARoute() {
        var created =
                put(
                        "{\"target\":\"smtp://relay.example:25\",\"connections\":5,\"rate_rps\":250,\"weight\":1.0,\"providers\":[]}");
        var replaced = put("{\"target\":\"smtp://relay.example:2525\"}");
        var one = world.get("/v1/routes/relay");
        var all = world.get("/v1/routes");
        var removed = world.request("DELETE", "/v1/routes/relay").send();
        var again = world.request("DELETE", "/v1/routes/relay").send();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().toString())
                .isEqualTo(
                        "{\"name\":\"relay\",\"target\":\"smtp://relay.example:25\",\"has_secret\":false,\"connections\":5,\"rate_rps\":250,"
                                + "\"per_day\":null,\"warmup\":null,\"weight\":1.0,\"engagement\":\"any\",\"providers\":[]}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(one.json().path("rate_rps").isNull()).isTrue();
        assertThat(all.json().path("data").size()).isEqualTo(1);
        assertThat(removed.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
    }

    @Test
    void saysWhichMessagesARouteTakes() {
        var created =
                put(
                        "{\"target\":\"smtp://relay.example:25\",\"weight\":2.5,\"providers\":[\"google\"]}");
        var unknown = put("{\"target\":\"smtp://relay.example:25\",\"providers\":[\"gogle\"]}");
        var weightless = put("{\"target\":\"smtp://relay.example:25\",\"weight\":0}");

        assertThat(created.json().path("weight").asDouble()).isEqualTo(2.5);
        assertThat(created.json().path("providers").toString()).isEqualTo("[\"google\"]");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.http().body()).contains("known are").contains("google");
        assertThat(weightless.status()).isEqualTo(422);
    }

    @Test
    void takesADailyCapAWarmupAndWhomItIsFor() {
        var created =
                put(
                        "{\"target\":\"smtp://relay.example:25\",\"per_day\":50000,\"warmup\":{\"per_day\":[50,100]},\"engagement\":\"high\"}");
        var usual = put("{\"target\":\"smtp://relay.example:25\",\"warmup\":{}}");
        var falling =
                put("{\"target\":\"smtp://relay.example:25\",\"warmup\":{\"per_day\":[100,50]}}");
        var wrong =
                put(
                        "{\"target\":\"smtp://relay.example:25\",\"per_day\":0,\"warmup\":{\"per_day\":[0]},\"engagement\":\"low\"}");

        assertThat(created.json().path("per_day").asLong()).isEqualTo(50_000);
        assertThat(created.json().path("warmup").toString()).isEqualTo("{\"per_day\":[50,100]}");
        assertThat(created.json().path("engagement").asText()).isEqualTo("high");
        assertThat(usual.json().path("warmup").path("per_day").size()).isEqualTo(23);
        assertThat(usual.json().path("per_day").isNull()).isTrue();
        assertThat(falling.errors()).containsExactly("/warmup/per_day falling_curve");
        assertThat(wrong.errors())
                .contains("/warmup/per_day/0 invalid_count")
                .anyMatch(e -> e.startsWith("/per_day "))
                .anyMatch(e -> e.startsWith("/engagement "));
    }

    @Test
    void neverShowsASecret() {
        var created = put(WITH_SECRET);

        assertThat(created.json().path("has_secret").asBoolean()).isTrue();
        assertThat(created.http().body() + world.get("/v1/routes").http().body())
                .doesNotContain("s3cret")
                .doesNotContain("shop");
        assertThat(secret()).isEqualTo(new RouteSecrets.Secret("shop", "s3cret"));
    }

    @Test
    void keepsASecretWithItsTargetOnly() {
        put(WITH_SECRET);

        var sameTarget = put("{\"target\":\"smtp://relay.example:587\",\"connections\":2}");
        var kept = secret();
        var otherTarget = put("{\"target\":\"smtp://elsewhere.example:587\"}");
        var dropped = put("{\"target\":\"smtp://elsewhere.example:587\",\"user\":null}");

        assertThat(sameTarget.json().path("has_secret").asBoolean()).isTrue();
        assertThat(kept.user()).isEqualTo("shop");
        assertThat(otherTarget.errors()).containsExactly("/user secret_needed");
        assertThat(dropped.json().path("has_secret").asBoolean()).isFalse();
    }

    @Test
    void refusesWhatIsNoRoute() {
        var empty = put("{}");
        var wrong =
                put(
                        "{\"target\":\"http://relay.example\",\"connections\":0,\"rate\":5,\"user\":\"a\"}");
        var open = put("{\"target\":\"smtp://user:secret@relay.example:25\"}");
        var name =
                world.request("PUT", "/v1/routes/Relay!")
                        .json("{\"target\":\"smtp://relay.example:25\"}")
                        .send();

        assertThat(empty.errors()).containsExactly("/target required");
        assertThat(wrong.errors())
                .containsExactlyInAnyOrder(
                        "/target invalid_target",
                        "/connections out_of_range",
                        "/rate unknown_field",
                        "/password required");
        assertThat(open.errors()).containsExactly("/target secret_in_target");
        assertThat(name.status()).isEqualTo(422);
    }

    @Test
    void keepsProjectsApart() {
        put(WITH_SECRET);

        assertThat(world.request("GET", "/v1/routes/relay").as(world.stranger).send().status())
                .isEqualTo(404);
        assertThat(world.request("DELETE", "/v1/routes/relay").as(world.stranger).send().status())
                .isEqualTo(404);
        assertThat(world.get("/v1/routes/relay").status()).isEqualTo(200);
    }
}

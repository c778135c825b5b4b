package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyCallsTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void showsAKeyOnce() {
        var created =
                world.post(
                        "/v1/keys",
                        "{\"name\":\"shop\",\"role\":\"editor\",\"expires_at\":\"2026-01-01T00:00Z\"}");
        var key = created.json().path("key").asText();

        var used = world.request("GET", "/v1/lists").as(key).send();
        var all = world.get("/v1/keys");

        assertThat(created.status()).isEqualTo(201);
        assertThat(key).matches("prk_[A-Za-z0-9_-]{43}");
        assertThat(created.json().path("id").asText()).isEqualTo("key_5");
        assertThat(used.status()).isEqualTo(200);
        assertThat(all.json().path("data").size()).isEqualTo(4);
        assertThat(all.http().body()).doesNotContain(key);
    }

    @Test
    void remembersNoKeyForRepeats() {
        var first =
                world.request("POST", "/v1/keys")
                        .json("{\"name\":\"a\",\"role\":\"reader\"}")
                        .with("Idempotency-Key", "key-number-1")
                        .send();
        var again =
                world.request("POST", "/v1/keys")
                        .json("{\"name\":\"a\",\"role\":\"reader\"}")
                        .with("Idempotency-Key", "key-number-1")
                        .send();

        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.json().path("key").isNull()).isTrue();
    }

    @Test
    void revokesKeys() {
        var created = world.post("/v1/keys", "{\"name\":\"shop\",\"role\":\"reader\"}");
        var id = created.json().path("id").asText();

        var revoked = world.request("DELETE", "/v1/keys/" + id).send();
        var used = world.request("GET", "/v1/lists").as(created.json().path("key").asText()).send();
        var own = world.request("DELETE", "/v1/keys/key_3").send();
        var others = world.request("DELETE", "/v1/keys/key_4").send();
        var none = world.request("DELETE", "/v1/keys/key_x").send();

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(used.status()).isEqualTo(401);
        assertThat(own.code()).isEqualTo("own_key");
        assertThat(others.status()).isEqualTo(404);
        assertThat(none.status()).isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoKey() {
        var answered =
                world.post(
                        "/v1/keys",
                        "{\"name\":\"\",\"role\":\"boss\",\"expires_at\":\"2020-01-01T00:00Z\"}");

        assertThat(answered.errors())
                .containsExactlyInAnyOrder(
                        "/name blank", "/role unknown_value", "/expires_at in_the_past");
    }
}

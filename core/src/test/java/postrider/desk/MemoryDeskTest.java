package postrider.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;

class MemoryDeskTest {
    private static final Instant NOW = Instant.parse("2025-11-01T08:00:00Z");
    private static final ProjectId ONE = ProjectId.FIRST;
    private static final ProjectId TWO = new ProjectId(2);

    private final MemoryApiKeys keys = new MemoryApiKeys();
    private final MemoryIdempotency memory = new MemoryIdempotency();
    private final RouteSecrets secrets = new RouteSecrets(MasterKeyVault.fresh(new SecureRandom()));

    private static ApiKey key(String digit) {
        return new ApiKey(
                0,
                ONE,
                "a",
                ApiKey.Role.READER,
                digit.repeat(64),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void keepsOneKeyForOneHash() {
        var first = keys.create(key("a"));

        var again = keys.create(key("a"));
        var other = keys.create(key("b"));

        assertThat(again).isEqualTo(first);
        assertThat(other.id()).isGreaterThan(first.id());
        assertThat(keys.find("a".repeat(64))).contains(first);
        assertThat(keys.list(ONE)).containsExactly(first, other);
        assertThat(keys.list(TWO)).isEmpty();
    }

    @Test
    void revokesOnceAndOnlyInItsProject() {
        var key = keys.create(key("a"));

        var elsewhere = keys.revoke(TWO, key.id(), NOW);
        var first = keys.revoke(ONE, key.id(), NOW);
        var again = keys.revoke(ONE, key.id(), NOW.plusSeconds(9));

        assertThat(elsewhere).isFalse();
        assertThat(first && again).isTrue();
        assertThat(keys.find(key.hash()).orElseThrow().revoked()).contains(NOW);
        assertThat(keys.find(key.hash()).orElseThrow().isValid(NOW)).isFalse();
    }

    @Test
    void tellsWhatWasAnswered() {
        var free = memory.claim(ONE, "k", "f", NOW);
        var running = memory.claim(ONE, "k", "f", NOW);
        memory.answer(ONE, "k", 201, "body");
        var done = memory.claim(ONE, "k", "g", NOW);
        var other = memory.claim(TWO, "k", "f", NOW);

        assertThat(free).isEmpty();
        assertThat(running).contains(new Idempotency.Known("f", 0, ""));
        assertThat(done).contains(new Idempotency.Known("f", 201, "body"));
        assertThat(other).isEmpty();
    }

    @Test
    void forgetsWhatWasReleasedOrIsOld() {
        memory.claim(ONE, "released", "f", NOW);
        memory.release(ONE, "released");
        memory.claim(ONE, "dead", "f", NOW);
        memory.claim(ONE, "old", "f", NOW);
        memory.answer(ONE, "old", 200, "");

        assertThat(memory.claim(ONE, "released", "f", NOW)).isEmpty();
        assertThat(memory.claim(ONE, "dead", "f", NOW.plusSeconds(61))).isEmpty();
        assertThat(memory.claim(ONE, "old", "f", NOW.plus(Idempotency.KEPT))).isPresent();
        assertThat(
                        memory.claim(
                                ONE,
                                "old",
                                "f",
                                NOW.plus(Idempotency.KEPT).plus(Duration.ofSeconds(1))))
                .isEmpty();
    }

    @Test
    void opensASecretForItsRouteOnly() {
        var secret = new RouteSecrets.Secret("user", "pässword");

        var sealed = secrets.close(ONE, "relay", secret);

        assertThat(secrets.open(ONE, "relay", sealed)).contains(secret);
        assertThat(secrets.open(ONE, "relay", new byte[0])).isEmpty();
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("user");
        assertThatThrownBy(() -> secrets.open(ONE, "other", sealed))
                .isInstanceOf(KeyVault.KeyMissing.class);
        assertThatThrownBy(() -> secrets.open(TWO, "relay", sealed))
                .isInstanceOf(KeyVault.KeyMissing.class);
        assertThatThrownBy(() -> secrets.open(ONE, "relay", new byte[] {9}))
                .isInstanceOf(KeyVault.KeyMissing.class);
        assertThatThrownBy(() -> secrets.open(ONE, "relay", new byte[] {9, 9, 9}))
                .isInstanceOf(KeyVault.KeyMissing.class);
    }

    @Test
    void showsNoSecret() {
        assertThat(new RouteSecrets.Secret("user", "password"))
                .asString()
                .doesNotContain("user", "password");
    }
}

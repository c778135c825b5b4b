package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.NOW;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import postrider.campaign.ProjectId;
import postrider.desk.ApiKey;
import postrider.desk.ApiKey.Role;
import postrider.desk.ApiKeys;

/// What [ApiKeys] promise.
public interface ApiKeysContract {
    /// Keys that are ready.
    ApiKeys keys();

    /// A project that holds nothing.
    default ProjectId freshProject() {
        return Samples.project();
    }

    @Test
    default void createsAKeyOfEachRole() {
        var keys = keys();
        for (var role : Role.values()) {
            var key = key(freshProject(), role);

            var created = keys.create(key);

            assertThat(created.id()).isPositive();
            assertThat(created).usingRecursiveComparison().ignoringFields("id").isEqualTo(key);
            assertThat(keys.find(key.hash())).contains(created);
        }
    }

    @Test
    default void tellsTheKeyThatIsThere() {
        var keys = keys();
        var key = key(freshProject(), Role.ADMIN);
        var created = keys.create(key);

        assertThat(keys.create(key)).isEqualTo(created);
        assertThat(keys.list(key.project())).containsExactly(created);
    }

    @Test
    default void createsAKeyOnceForManyThreads() throws Exception {
        var keys = keys();
        var key = key(freshProject(), Role.READER);

        var created = Samples.together(16, () -> keys.create(key));

        assertThat(created).containsOnly(keys.find(key.hash()).orElseThrow());
        assertThat(keys.list(key.project())).hasSize(1);
    }

    @Test
    default void findsNoUnknownKey() {
        assertThat(keys().find(hash())).isEmpty();
        assertThat(keys().list(freshProject())).isEmpty();
    }

    @Test
    default void listsTheKeysOfAProject() {
        var keys = keys();
        var project = freshProject();
        keys.create(key(freshProject(), Role.READER));
        var first = keys.create(key(project, Role.READER));
        var second = keys.create(key(project, Role.EDITOR));

        assertThat(keys.list(project)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void revokesAKeyForGoodAndFindsItYet() {
        var keys = keys();
        var key = keys.create(key(freshProject(), Role.EDITOR));

        assertThat(keys.revoke(key.project(), key.id(), NOW.plusSeconds(5))).isTrue();
        assertThat(keys.revoke(key.project(), key.id(), NOW.plusSeconds(9))).isTrue();

        var found = keys.find(key.hash()).orElseThrow();
        assertThat(found.revoked()).contains(NOW.plusSeconds(5));
        assertThat(found.isValid(NOW)).isFalse();
    }

    @Test
    default void revokesNoKeyOfAnotherProject() {
        var keys = keys();
        var key = keys.create(key(freshProject(), Role.EDITOR));

        assertThat(keys.revoke(freshProject(), key.id(), NOW)).isFalse();

        assertThat(keys.find(key.hash()).orElseThrow().revoked()).isEmpty();
    }

    private static ApiKey key(ProjectId project, Role role) {
        var expires = Optional.of(NOW.plusSeconds(60)).filter(_ -> role != Role.ADMIN);
        return new ApiKey(0, project, "schlüssel", role, hash(), NOW, expires, Optional.empty());
    }

    private static String hash() {
        var random = ThreadLocalRandom.current();
        var hash = new StringBuilder();
        for (int i = 0; i < 4; i++) hash.append("%016x".formatted(random.nextLong()));
        return hash.toString();
    }
}

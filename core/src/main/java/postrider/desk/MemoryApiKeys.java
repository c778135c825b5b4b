package postrider.desk;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import postrider.campaign.ProjectId;

/// API keys on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryApiKeys implements ApiKeys {
    private final NavigableMap<Long, ApiKey> keys = new TreeMap<>();

    @Override
    public synchronized ApiKey create(ApiKey key) {
        return find(key.hash())
                .orElseGet(() -> {
                    var id = keys.isEmpty() ? 1 : keys.lastKey() + 1;
                    return store(id, key, key.revoked());
                });
    }

    @Override
    public synchronized Optional<ApiKey> find(String hash) {
        return keys.values().stream().filter(key -> key.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized List<ApiKey> list(ProjectId project) {
        return keys.values().stream().filter(key -> key.project().equals(project)).toList();
    }

    @Override
    public synchronized boolean revoke(ProjectId project, long id, Instant now) {
        return Optional.ofNullable(keys.get(id))
                .filter(key -> key.project().equals(project))
                .map(key -> store(id, key, Optional.of(key.revoked().orElse(now))))
                .isPresent();
    }

    private ApiKey store(long id, ApiKey key, Optional<Instant> revoked) {
        var stored =
                new ApiKey(
                        id,
                        key.project(),
                        key.name(),
                        key.role(),
                        key.hash(),
                        key.created(),
                        key.expires(),
                        revoked);
        keys.put(id, stored);
        return stored;
    }
}

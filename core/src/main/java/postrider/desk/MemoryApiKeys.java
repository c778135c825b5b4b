package postrider.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postrider.campaign.ProjectId;

/// Keys on the heap, forgotten when the process ends. Safe for many threads.
public final class MemoryApiKeys implements ApiKeys {
    private final List<ApiKey> keys = new ArrayList<>();

    @Override
    public synchronized ApiKey create(ApiKey key) {
        var known = find(key.hash());
        if (known.isPresent()) return known.get();
        var stored = new ApiKey(
                keys.size() + 1,
                key.project(),
                key.name(),
                key.role(),
                key.hash(),
                key.created(),
                key.expires(),
                key.revoked());
        keys.add(stored);
        return stored;
    }

    @Override
    public synchronized Optional<ApiKey> find(String hash) {
        return keys.stream().filter(key -> key.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized List<ApiKey> list(ProjectId project) {
        return keys.stream().filter(key -> key.project().equals(project)).toList();
    }

    @Override
    public synchronized boolean revoke(ProjectId project, long id, Instant now) {
        for (int i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            if (key.id() != id || !key.project().equals(project)) continue;
            if (key.revoked().isEmpty()) keys.set(i, revoked(key, now));
            return true;
        }
        return false;
    }

    private static ApiKey revoked(ApiKey key, Instant now) {
        return new ApiKey(
                key.id(),
                key.project(),
                key.name(),
                key.role(),
                key.hash(),
                key.created(),
                key.expires(),
                Optional.of(now));
    }
}

package postrider.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postrider.campaign.ProjectId;

/// Keeps API keys. Transactional; safe for many threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `ApiKeysContract`.
public interface ApiKeys {
    /// Stores a new key; the id of `key` is ignored. If a key of this hash is there, that one is told.
    ApiKey create(ApiKey key);

    /// The key of this hash, valid or not.
    Optional<ApiKey> find(String hash);

    List<ApiKey> list(ProjectId project);

    /// False if the project has no such key; revoking twice is the same as once.
    boolean revoke(ProjectId project, long id, Instant now);
}

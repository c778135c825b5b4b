package postrider.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import postrider.campaign.ProjectId;

/// Remembers what was answered to a request with an `Idempotency-Key`, for [#KEPT]. Transactional;
/// safe for many threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `IdempotencyContract`.
public interface Idempotency {
    Duration KEPT = Duration.ofHours(24);

    /// Claims the key for a request that is about to be carried out. Empty if it is free (or was
    /// claimed more than a minute ago and never answered): carry on, then [#answer] or [#release].
    /// Else what is known of it.
    Optional<Known> claim(ProjectId project, String key, String fingerprint, Instant now);

    void answer(ProjectId project, String key, int status, String body);

    /// Forgets a claim whose request changed nothing. An answer is kept.
    void release(ProjectId project, String key);

    /// @param fingerprint of the request that claimed the key
    /// @param status 0 while that request is under way
    record Known(String fingerprint, int status, String body) {}
}

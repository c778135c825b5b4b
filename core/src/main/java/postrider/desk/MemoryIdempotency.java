package postrider.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import postrider.campaign.ProjectId;

/// Answers on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryIdempotency implements Idempotency {
    /// Whoever has not answered by then has died.
    private static final Duration UNANSWERED_MAX = Duration.ofMinutes(1);

    private final Map<Key, Claim> claims = new HashMap<>();

    @Override
    public synchronized Optional<Known> claim(
            ProjectId project, String key, String fingerprint, Instant now) {
        claims.values().removeIf(claim -> claim.isOver(now));
        var there = claims.get(new Key(project, key));
        if (there != null) return Optional.of(there.known());
        claims.put(new Key(project, key), new Claim(new Known(fingerprint, 0, ""), now));
        return Optional.empty();
    }

    @Override
    public synchronized void answer(ProjectId project, String key, int status, String body) {
        claims.computeIfPresent(
                new Key(project, key),
                (_, claim) ->
                        new Claim(
                                new Known(claim.known().fingerprint(), status, body), claim.at()));
    }

    @Override
    public synchronized void release(ProjectId project, String key) {
        var claim = claims.get(new Key(project, key));
        if (claim != null && claim.known().status() == 0) claims.remove(new Key(project, key));
    }

    private record Key(ProjectId project, String key) {}

    private record Claim(Known known, Instant at) {
        boolean isOver(Instant now) {
            var kept = known.status() == 0 ? UNANSWERED_MAX : KEPT;
            return now.isAfter(at.plus(kept));
        }
    }
}

package postrider.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import postrider.campaign.ProjectId;

/// Answers on the heap, forgotten when the process ends. Safe for many threads.
public final class MemoryIdempotency implements Idempotency {
    /// A claim this old, without an answer, belongs to a request that died.
    private static final Duration CLAIM_MAX = Duration.ofMinutes(1);

    private final Map<Place, Entry> entries = new LinkedHashMap<>();

    private record Place(ProjectId project, String key) {}

    private record Entry(Known known, Instant claimed) {
        boolean isOver(Instant now) {
            var life = known.status() == 0 ? CLAIM_MAX : KEPT;
            return now.isAfter(claimed.plus(life));
        }
    }

    @Override
    public synchronized Optional<Known> claim(
            ProjectId project, String key, String fingerprint, Instant now) {
        entries.values().removeIf(entry -> entry.isOver(now));
        var claim = new Entry(new Known(fingerprint, 0, ""), now);
        return Optional.ofNullable(entries.putIfAbsent(new Place(project, key), claim)).map(Entry::known);
    }

    @Override
    public synchronized void answer(ProjectId project, String key, int status, String body) {
        entries.computeIfPresent(
                new Place(project, key),
                (_, entry) -> new Entry(new Known(entry.known().fingerprint(), status, body), entry.claimed()));
    }

    @Override
    public synchronized void release(ProjectId project, String key) {
        entries.remove(new Place(project, key));
    }
}

package postrider.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.ProjectId;

/// All suppressions in memory, so that asking costs nothing. Kept fresh by [#refresh], which whoever
/// changes a suppression calls before it says so, and a timer calls twice a second; what is older than
/// [#FRESH] is not an answer. Safe for many threads.
public final class SuppressionBoard {
    /// What a sender knows of suppressions is never older than this.
    public static final Duration FRESH = Duration.ofSeconds(1);

    private static final int CHANGES_AT_ONCE = 50_000;

    private final Suppressions suppressions;
    private final AddressHasher hasher;
    private final InstantSource clock;
    private final Map<ProjectId, Set<AddressHash>> held = new ConcurrentHashMap<>();
    private final ReentrantLock refreshing = new ReentrantLock();
    private long change;
    private volatile Instant freshAt = Instant.EPOCH;

    public SuppressionBoard(Suppressions suppressions, AddressHasher hasher, InstantSource clock) {
        this.suppressions = suppressions;
        this.hasher = hasher;
        this.clock = clock;
    }

    /// Takes in what changed since the last call. Blocks; throws `StoreUnavailable`.
    public void refresh() {
        refreshing.lock();
        try {
            var asked = clock.instant();
            List<Suppressions.Change> changes;
            do {
                changes = suppressions.since(change, CHANGES_AT_ONCE);
                changes.forEach(this::apply);
            } while (changes.size() == CHANGES_AT_ONCE);
            freshAt = asked;
        } finally {
            refreshing.unlock();
        }
    }

    private void apply(Suppressions.Change next) {
        var suppression = next.suppression();
        var ofProject =
                held.computeIfAbsent(suppression.project(), _ -> ConcurrentHashMap.newKeySet());
        if (next.removed()) ofProject.remove(suppression.address());
        else ofProject.add(suppression.address());
        change = next.number();
    }

    /// Suppresses whoever is not suppressed yet: durable, and known to every sender of this process,
    /// when it returns. A suppression that stands keeps its reason. Blocks; throws `StoreUnavailable`.
    ///
    /// @param sources who says so, by what [Address#normalised] makes
    public void suppress(ProjectId project, Suppression.Why why, Map<String, String> sources) {
        if (sources.isEmpty()) return;
        refresh();
        var now = clock.instant();
        var added = new ArrayList<Suppression>();
        sources.forEach((address, source) -> {
            if (!holds(project, address))
                added.add(new Suppression(project, hasher.hash(address), why, source, now));
        });
        if (added.isEmpty()) return;
        suppressions.add(added);
        refresh();
    }

    public boolean isFresh(Instant now) {
        return !freshAt.plus(FRESH).isBefore(now);
    }

    /// @param normalised what [Address#normalised] makes
    public boolean holds(ProjectId project, String normalised) {
        var ofProject = held.get(project);
        // Most projects of a demo have none: spare them the hash.
        return ofProject != null
                && !ofProject.isEmpty()
                && ofProject.contains(hasher.hash(normalised));
    }

    /// Suppressed addresses of a project.
    public int size(ProjectId project) {
        return held.getOrDefault(project, new HashSet<>()).size();
    }
}

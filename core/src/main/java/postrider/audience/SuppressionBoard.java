package postrider.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.Campaign;
import postrider.campaign.ProjectId;

/// All suppressions in memory, some 8 bytes each, so that asking costs nothing. Kept fresh by [#refresh],
/// which whoever changes a suppression calls before it says so, and a timer calls twice a second; what is
/// older than [#FRESH] is not an answer. Safe for many threads.
public final class SuppressionBoard {
    /// What a sender knows of suppressions is never older than this.
    public static final Duration FRESH = Duration.ofSeconds(1);

    private static final int CHANGES_AT_ONCE = 50_000;

    /// How often what is over is looked for; it is held so much longer at most.
    private static final Duration EXPIRE_EVERY = Duration.ofSeconds(1);

    private static final int EXPIRED_AT_ONCE = 1_000;

    /// Rounds of these in one look, so that news do not wait for them.
    private static final int EXPIRED_ROUNDS = 20;

    private final Suppressions suppressions;
    private final AddressHasher hasher;
    private final InstantSource clock;
    private final HeldSuppressions held = new HeldSuppressions();
    private final ReentrantLock refreshing = new ReentrantLock();
    private long change;
    private Instant expiredAt = Instant.EPOCH;
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
            expire(clock.instant());
            var asked = clock.instant();
            List<Suppressions.Change> changes;
            do {
                changes = suppressions.since(change, CHANGES_AT_ONCE);
                held.take(changes);
                if (!changes.isEmpty()) change = changes.getLast().number();
            } while (changes.size() == CHANGES_AT_ONCE);
            freshAt = asked;
        } finally {
            refreshing.unlock();
        }
    }

    /// What is over becomes a change in the store, and is learned from there like any other.
    private void expire(Instant now) {
        var sinceLast = Duration.between(expiredAt, now);
        // A clock that was set back must not end all ends.
        if (!sinceLast.isNegative() && sinceLast.compareTo(EXPIRE_EVERY) < 0) return;
        for (int round = 0; round < EXPIRED_ROUNDS; round++)
            if (suppressions.expire(now, EXPIRED_AT_ONCE) < EXPIRED_AT_ONCE) break;
        expiredAt = now;
    }

    /// Suppresses whoever is not suppressed yet in the project: durable, and known to every sender of
    /// this process, when it returns. A suppression that stands keeps its reason, unless it ends some day
    /// and this one does not. Blocks; throws `StoreUnavailable`.
    ///
    /// @param sources who says so, by what [Address#normalised] makes
    public void suppress(ProjectId project, Suppression.Why why, Map<String, String> sources) {
        suppress(project, why, sources, Optional.empty());
    }

    /// The same until a time.
    void suppressUntil(
            ProjectId project, Suppression.Why why, Map<String, String> sources, Instant until) {
        suppress(project, why, sources, Optional.of(until));
    }

    private void suppress(
            ProjectId project,
            Suppression.Why why,
            Map<String, String> sources,
            Optional<Instant> until) {
        if (sources.isEmpty()) return;
        refresh();
        var now = clock.instant();
        var scope = SuppressionScope.of(project);
        var added = new ArrayList<Suppression>();
        sources.forEach((address, source) -> {
            var next = new Suppression(scope, hasher.hash(address), why, source, now, until);
            if (isNews(next)) added.add(next);
        });
        if (added.isEmpty()) return;
        suppressions.add(added);
        refresh();
    }

    /// Whether this one would hold where none does, or longer than the one that stands. What holds for
    /// good is never replaced by something that ends.
    public boolean isNews(Suppression suppression) {
        var scope = suppression.scope();
        if (!held.contains(scope, suppression.address())) return true;
        return suppression.until().isEmpty() && held.isTemporary(scope, suppression.address());
    }

    public boolean isFresh(Instant now) {
        return !freshAt.plus(FRESH).isBefore(now);
    }

    /// Whether a campaign must not write to an address, whatever the scope.
    ///
    /// @param normalised what [Address#normalised] makes
    public boolean holds(Campaign campaign, String normalised) {
        var project = campaign.project();
        return holdsAny(
                normalised,
                SuppressionScope.GLOBAL,
                SuppressionScope.of(project),
                SuppressionScope.of(project, campaign.plan().list()),
                SuppressionScope.of(project, campaign.id()));
    }

    /// Whether nobody in a project may write to an address.
    ///
    /// @param normalised what [Address#normalised] makes
    public boolean holds(ProjectId project, String normalised) {
        return holdsAny(normalised, SuppressionScope.GLOBAL, SuppressionScope.of(project));
    }

    private boolean holdsAny(String normalised, SuppressionScope... scopes) {
        AddressHash hash = null;
        for (var scope : scopes) {
            // Most scopes are empty, and in a demo all: spare them the hash.
            if (held.isEmpty(scope)) continue;
            if (hash == null) hash = hasher.hash(normalised);
            if (held.contains(scope, hash)) return true;
        }
        return false;
    }

    /// Whether one of these scopes holds an address.
    public boolean holds(AddressHash address, List<SuppressionScope> scopes) {
        return scopes.stream().anyMatch(scope -> held.contains(scope, address));
    }

    /// Suppressed addresses of a scope.
    public int size(SuppressionScope scope) {
        return held.size(scope);
    }
}

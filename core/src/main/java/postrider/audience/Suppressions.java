package postrider.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postrider.campaign.ProjectId;

/// Keeps who must not be written to, by keyed hash of the normalised address: an erased person stays
/// suppressed. Transactional; safe for many threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `SuppressionsContract`.
public interface Suppressions {
    /// Adds or replaces, all or none; returns after it is durable. Of two for one address in one scope
    /// the later in the list holds.
    void add(List<Suppression> suppressions);

    /// Takes one back; false if there was none.
    boolean remove(SuppressionScope scope, AddressHash address, Instant now);

    /// All of an address in a project, whatever their scopes, and the global one.
    List<Suppression> find(ProjectId project, AddressHash address);

    /// What was added or removed after the change numbered `change`, in order, at most `max`. Of an
    /// address in a scope, changes that were overtaken may be left out. What is told leaves nothing out
    /// behind it: no change with a lower number comes into being later.
    List<Change> since(long change, int max);

    /// By order of their keys, after `after` (or from the first).
    ///
    /// @param of a project's own scope for all of the project, lists and campaigns too; or the global one
    List<Suppression> list(SuppressionScope of, Optional<Suppression.Key> after, int max);

    /// Takes back what is over at `now`, at most `max`: a change like any other.
    ///
    /// @return how many
    int expire(Instant now, int max);

    /// @param number counts all changes of a deployment, upwards, with gaps
    /// @param removed whether it was taken back, or is over
    record Change(long number, Suppression suppression, boolean removed) {}
}

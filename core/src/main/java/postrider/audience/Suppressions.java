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
    /// Adds or replaces, all or none; returns after it is durable. Of two for one address the later in
    /// the list holds.
    void add(List<Suppression> suppressions);

    /// Takes one back; false if there was none.
    boolean remove(ProjectId project, AddressHash address, Instant now);

    Optional<Suppression> find(ProjectId project, AddressHash address);

    /// What was added or removed after the change numbered `change`, in order, at most `max`. Of an
    /// address, changes that were overtaken may be left out. What is told leaves nothing out behind it:
    /// no change with a lower number comes into being later.
    List<Change> since(long change, int max);

    /// The project's suppressions, by order of hash, after `after` (or from the first).
    List<Suppression> list(ProjectId project, Optional<AddressHash> after, int max);

    /// @param number counts all changes of a deployment, upwards, with gaps
    /// @param removed whether it was taken back
    record Change(long number, Suppression suppression, boolean removed) {}
}

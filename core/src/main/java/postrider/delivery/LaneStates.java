package postrider.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import postrider.lane.Lane;

/// Keeps what the lanes of routes have learned, for the time after a restart. Transactional; safe for many
/// threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `CatalogContract`.
public interface LaneStates {
    /// Keeps these, each in place of what was kept for its lane.
    void put(Collection<Kept> states);

    /// All that is kept, in no order.
    List<Kept> all();

    /// What one lane of one route had learned.
    ///
    /// @param state as [postrider.pacing.LaneState#encoded] writes it
    /// @param at when it was so
    record Kept(int route, Lane lane, String state, Instant at) {}
}

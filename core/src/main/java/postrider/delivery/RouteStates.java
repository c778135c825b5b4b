package postrider.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Keeps what routes have learned and used up, for the time after a restart. Transactional; safe for many
/// threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `CatalogContract`.
public interface RouteStates {
    /// Keeps these, each in place of what was kept for its part of its route.
    void put(Collection<Kept> states);

    /// All that is kept, in no order.
    List<Kept> all();

    /// The state of one part of a route.
    ///
    /// @param part what the state is of, as `lane google`; at most 100 characters
    /// @param state as its part writes it; at most 2,000 characters
    /// @param at when it was so
    record Kept(int route, String part, String state, Instant at) {}
}

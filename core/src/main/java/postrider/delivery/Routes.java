package postrider.delivery;

import java.util.List;
import java.util.Optional;
import postrider.campaign.ProjectId;

/// Keeps routes. Transactional; safe for many threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `CatalogContract`.
public interface Routes {
    /// Stores a new route, or replaces the one of this name and project, whose id is kept. A new
    /// route's id is 1 or more and was never another's: attempts are stored with it.
    Route put(Route route);

    Optional<Route> find(ProjectId project, String name);

    Optional<Route> find(int id);

    /// The project's routes, by name.
    List<Route> list(ProjectId project);

    /// False if there was none.
    boolean remove(ProjectId project, String name);
}

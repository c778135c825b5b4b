package postrider.feedback;

import postrider.lane.Lane;

/// Hears of complaints, to be judged beside what went out. Safe for many threads.
public interface Complaints {
    /// Somebody complained about a message that went out by this route to this lane. Told once a message;
    /// does not block.
    void complained(int route, Lane lane);
}

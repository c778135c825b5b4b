package postrider.forecast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import postrider.delivery.Throttle;

/// What an outlet holds of a flow.
final class Share {
    /// Of so many messages one is a retry while both kinds wait, as in a visit.
    private static final int RETRY_EVERY = 8;

    final Flow flow;
    final OutletRun outlet;

    /// Every limit that a start needs a permit of.
    final List<Throttle.Limit> limits;

    final Deque<Parcel> due = new ArrayDeque<>();

    /// Messages that were never tried.
    long held;

    private int taken;

    Share(Flow flow, OutletRun outlet, List<Throttle.Limit> limits) {
        this.flow = flow;
        this.outlet = outlet;
        this.limits = List.copyOf(limits);
    }

    boolean hasNext() {
        return held > 0 || !due.isEmpty();
    }

    /// Whether the next is a retry; ask once a message that starts.
    boolean takesRetry() {
        var retryTurn = ++taken % RETRY_EVERY == 0;
        return held == 0 || retryTurn && !due.isEmpty();
    }

    /// Leaves everything to other outlets.
    void giveBack() {
        flow.giveBackFirsts(held);
        held = 0;
        due.forEach(flow::giveBack);
        due.clear();
    }
}

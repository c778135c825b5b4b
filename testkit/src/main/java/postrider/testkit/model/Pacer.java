package postrider.testkit.model;

import postrider.pacing.Signal;

/// Whoever decides when the next message of a lane may start. Times are simulated nanoseconds.
interface Pacer {
    /// Says that nothing may start before something else has ended.
    long UNTIL_AN_END = Long.MAX_VALUE;

    /// Nanoseconds until a message may start if it has a connection, 0 for now.
    long waitFrom(long now);

    /// So many connections may be open now.
    int connectionsMax(long now);

    /// A connection is wanted for a message that could start.
    boolean mayOpen(long now);

    void opened();

    void closed();

    /// @return what names the attempt when it ends
    long started(long now);

    void ended(long attempt, Signal signal, long now);
}

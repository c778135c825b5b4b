package postrider.forecast;

import java.util.Optional;
import postrider.message.Outcome;

/// A mailbox provider as one lane of one route meets it, played or supposed. Times are nanoseconds since
/// the simulation began, and never go back. Used by one thread.
public interface FarSide {
    /// A connection is made, the one that makes so many.
    ///
    /// @return what it says instead of a greeting; empty if it takes the connection
    Optional<Outcome> greet(int open, long now);

    /// What comes of an attempt that starts now.
    Outcome answer(int open, long now);

    /// Nanoseconds from the start of an attempt to its end.
    long latency();

    /// Whether the reader of the message that was taken last calls it unwanted.
    default boolean complains(long now) {
        return false;
    }

    /// All this time messages waited for nothing but the lane's own pace.
    default void wanted(long from, long until) {}
}

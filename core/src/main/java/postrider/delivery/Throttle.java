package postrider.delivery;

import java.util.List;
import postrider.campaign.Rate;

/// Gives leave to start messages: never more than the limit in any window, whoever asks. Safe for
/// many threads; never blocks.
///
/// Every implementation passes `ThrottleContract`.
public interface Throttle {
    /// Takes a permit of each of these limits, or of none.
    ///
    /// @return 0 if they were taken; else the nanoseconds after which it is worth asking again
    long take(List<Limit> limits, long nowNanos);

    /// Takes a permit of each whether or not there is one: for what has happened already. Whoever
    /// comes next waits the longer.
    void charge(List<Limit> limits, long nowNanos);

    /// Gives back permits that were taken a moment ago and not used.
    void giveBack(List<Limit> limits, long nowNanos);

    /// One limit: a name that all who share it use, and its rate.
    record Limit(String name, Rate rate) {}
}

package postrider.delivery;

import java.util.List;
import java.util.Locale;
import postrider.campaign.Rate;

/// Gives leave to start messages, whoever asks: in no window of one second more than the rate and a
/// burst of a tenth of it, or of one. Safe for many threads; never blocks.
///
/// `nowNanos` is a monotonic clock that starts anywhere, such as [System#nanoTime()]; it is the same
/// for all who share a throttle.
///
/// Every implementation passes `ThrottleContract`.
public interface Throttle {
    /// Takes a permit of each of these limits, or of none. No name stands twice among them.
    ///
    /// @return 0 if they were taken; else the nanoseconds after which it is worth asking again
    long take(List<Limit> limits, long nowNanos);

    /// What [#take] would return for this limit alone, without taking anything.
    long waitFrom(Limit limit, long nowNanos);

    /// Takes a permit of each whether or not there is one: for what has happened already. Whoever
    /// comes next waits the longer.
    void charge(List<Limit> limits, long nowNanos);

    /// Gives back permits that were taken a moment ago and not used.
    void giveBack(List<Limit> limits, long nowNanos);

    /// One limit: a name that all who share it use, and its rate. A changed rate holds at once.
    record Limit(String name, Rate rate) {
        /// `200 messages a second: cmp_12 to google`.
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s messages a second: %s", rate, name);
        }
    }
}

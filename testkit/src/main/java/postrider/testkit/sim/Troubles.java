package postrider.testkit.sim;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers who was turned away, so that the next attempt is known to be the next one. A
/// message that is accepted or refused for good wipes the slate: the next one to that recipient begins
/// anew.
///
/// Holds as many recipients as were turned away, so no more than the ledger has room for.
final class Troubles {
    private final ConcurrentHashMap<Long, Trouble> byRecipient = new ConcurrentHashMap<>();

    private record Trouble(int attempts, long firstMicros) {}

    /// The number of the attempt that now begins, from 1.
    int attempt(long recipient) {
        if (byRecipient.isEmpty()) return 1;
        var trouble = byRecipient.get(recipient);
        return trouble == null ? 1 : trouble.attempts + 1;
    }

    /// Whether a greylisted recipient comes again too early. That costs no attempt: how often
    /// somebody comes too early must not change what follows.
    boolean isTooEarly(long recipient, Duration delay, long nowMicros) {
        var trouble = byRecipient.get(recipient);
        return trouble != null
                && trouble.attempts == 1
                && nowMicros - trouble.firstMicros < delay.toNanos() / 1_000;
    }

    void turnedAway(long recipient, long nowMicros) {
        byRecipient.merge(
                recipient,
                new Trouble(1, nowMicros),
                (old, _) -> new Trouble(old.attempts + 1, old.firstMicros));
    }

    void settled(long recipient) {
        if (!byRecipient.isEmpty()) byRecipient.remove(recipient);
    }
}

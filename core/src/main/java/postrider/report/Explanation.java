package postrider.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postrider.delivery.Hold;

/// Why something is not sent yet.
///
/// @param about `msg_12-3-456`, `cmp_12`, or a mailbox provider
/// @param sentence the whole answer, for people
/// @param holds what holds it: first what stops it, then what makes it slow
/// @param expected by when it will have gone, as things are now; empty if nothing tells
/// @param parts the same by mailbox provider, for a campaign
public record Explanation(
        String about,
        String sentence,
        List<Hold> holds,
        Optional<Instant> expected,
        List<Explanation> parts) {
    public Explanation {
        holds = List.copyOf(holds);
        parts = List.copyOf(parts);
    }
}

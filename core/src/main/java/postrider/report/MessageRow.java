package postrider.report;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import postrider.lane.Lane;
import postrider.message.Event;
import postrider.message.MessageId;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;

/// One message, as a report shows it.
///
/// @param attempts begun
/// @param firstAt when the first attempt began
/// @param lastAt when the status was learned
/// @param nextAt when it is due again, while it is to be sent still
/// @param route the id of the route of the last attempt; 0 if none was made
/// @param inFlight whether an attempt is under way, or its end unknown
/// @param possibleDouble whether it was UNCERTAIN at some time
/// @param feedback what came back about it later
public record MessageRow(
        MessageId id,
        String recipient,
        Lane lane,
        Status status,
        Reason reason,
        boolean hard,
        int attempts,
        Optional<Instant> firstAt,
        Optional<Instant> lastAt,
        Optional<Instant> nextAt,
        int route,
        Reply reply,
        boolean inFlight,
        boolean possibleDouble,
        Feedback feedback) {
    /// What came back about a message, beside its status.
    ///
    /// @param bouncedLate whether it came back after a host had taken it
    /// @param facts what its recipient did
    public record Feedback(boolean bouncedLate, Set<Event.Fact.Kind> facts) {
        public Feedback {
            facts = Set.copyOf(facts);
        }

        public boolean has(Event.Fact.Kind fact) {
            return facts.contains(fact);
        }
    }
}

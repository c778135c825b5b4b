package postrider.forecast;

import java.time.Instant;
import java.util.Comparator;
import postrider.message.Outcome;
import postrider.message.Reply;
import postrider.message.Status;

/// A message that was started once at least: under way, or waiting to be tried again.
final class Parcel {
    /// By the moment that comes next; what was started first is first.
    static final Comparator<Parcel> SOONEST =
            (one, other) ->
                    one.at == other.at
                            ? Long.compare(one.number, other.number)
                            : Long.compare(one.at, other.at);

    private static final Outcome NOT_YET = new Outcome.Sent(Reply.NONE);

    final Flow flow;
    final Instant first;

    /// Counts all parcels of a simulation.
    final long number;

    Status status = Status.QUEUED;
    int attempts;

    /// Of these, those that are not counted.
    int free;

    /// When the attempt ends, or the next may begin.
    long at;

    long startedAt;
    long pass;
    Outcome outcome = NOT_YET;
    boolean hasLink;

    Parcel(Flow flow, long number, Instant first) {
        this.flow = flow;
        this.number = number;
        this.first = first;
    }
}

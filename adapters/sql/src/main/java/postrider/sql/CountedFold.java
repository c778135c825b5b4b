package postrider.sql;

import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.ShardFold;
import postrider.message.Status;

/// A fold that keeps its counters with every event, so that an append costs what its events cost
/// and not a walk over a thousand messages.
final class CountedFold {
    /// Asked for with every event.
    private static final Event.Fact.Kind[] FACTS = Event.Fact.Kind.values();

    private final ShardFold fold;
    private final int[] byStatus = new int[Status.values().length];
    private int inFlight;
    private int everUncertain;
    private int hardBounced;
    private int bouncedLate;
    private final int[] byFact = new int[Event.Fact.Kind.values().length];

    CountedFold(int size) {
        fold = new ShardFold(size);
        byStatus[Status.QUEUED.code()] = size;
    }

    void apply(Event event) {
        switch (event) {
            case Event.Intent intent -> apply(intent, intent.index());
            case Event.Result result -> apply(result, result.index());
            case Event.Feedback feedback -> apply(feedback, feedback.index());
            case Event.Closed closed -> apply(closed);
        }
    }

    private void apply(Event event, int index) {
        count(index, -1);
        fold.apply(event);
        count(index, 1);
    }

    /// It changes every message that is open.
    private void apply(Event.Closed closed) {
        for (int i = 0; i < fold.size(); i++) count(i, -1);
        fold.apply(closed);
        for (int i = 0; i < fold.size(); i++) count(i, 1);
    }

    private void count(int index, int by) {
        byStatus[fold.status(index).code()] += by;
        if (fold.hasOpenIntent(index)) inFlight += by;
        if (fold.wasUncertain(index)) everUncertain += by;
        if (fold.isHardBounce(index)) hardBounced += by;
        if (fold.isBouncedLate(index)) bouncedLate += by;
        for (var kind : FACTS) if (fold.has(index, kind)) byFact[kind.code()] += by;
    }

    int of(Status status) {
        return byStatus[status.code()];
    }

    int inFlight() {
        return inFlight;
    }

    int everUncertain() {
        return everUncertain;
    }

    int hardBounced() {
        return hardBounced;
    }

    int bouncedLate() {
        return bouncedLate;
    }

    int of(Event.Fact.Kind fact) {
        return byFact[fact.code()];
    }

    /// The same as counting the fold anew.
    Counters counters() {
        return fold.counters();
    }
}
